/** What the script says, in the language of the page that carries it. */
export interface Texts {
  languages: string[];
  appName: string;
  retry: string;
  toOverview: string;
  reference: string;
  loading: string;
  moreFailed: string;
  notSaved: string;
  notDownloaded: string;
  noPreview: string;
  updated: string;
  linkCopied: string;
  linkNotCopied: string;
  textCopied: string;
  textNotCopied: string;
  problems: Record<Problem, { title: string; text: string }>;
}

export type Problem = 'notInTeams' | 'signIn' | 'forbidden' | 'notFound' | 'tooMany' | 'away' | 'server' | 'slow' | 'network';

const island = document.getElementById('tab-texts');

export const texts = JSON.parse(island?.textContent ?? '{}') as Texts;
