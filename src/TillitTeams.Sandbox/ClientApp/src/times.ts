import { current } from './view';

const locale = () => (current().lang === 'sv' ? 'sv-SE' : 'en-GB');
const format = (iso: string, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale(), options).format(new Date(iso));

export const dayKey = (iso: string) => new Date(iso).toDateString();

export const clock = (iso: string) => format(iso, { hour: '2-digit', minute: '2-digit' });

export const full = (iso: string) => format(iso, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' });

const daysAgo = (iso: string) => {
  const start = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
  return Math.round((start(new Date()) - start(new Date(iso))) / 86_400_000);
};

/** "idag", "igår", "måndag 16 november". */
export function day(iso: string): string {
  const ago = daysAgo(iso);
  if (ago === 0 || ago === 1) {
    return capital(new Intl.RelativeTimeFormat(locale(), { numeric: 'auto' }).format(-ago, 'day'));
  }
  const options: Intl.DateTimeFormatOptions = { weekday: 'long', day: 'numeric', month: 'long' };
  if (new Date(iso).getFullYear() !== new Date().getFullYear()) {
    options.year = 'numeric';
  }
  return capital(format(iso, options));
}

/** Beside a name: the time alone today, else the day too. */
export function beside(iso: string): string {
  const ago = daysAgo(iso);
  if (ago === 0) {
    return clock(iso);
  }
  return ago === 1 ? `${day(iso)} ${clock(iso)}` : `${format(iso, { day: 'numeric', month: 'short' })} ${clock(iso)}`;
}

/** In the list of chats: time today, weekday this week, else the date. */
export function brief(iso: string): string {
  const ago = daysAgo(iso);
  return ago === 0 ? clock(iso) : ago < 7 ? format(iso, { weekday: 'short' }) : format(iso, { day: 'numeric', month: 'numeric' });
}

const capital = (text: string) => text.charAt(0).toLocaleUpperCase(locale()) + text.slice(1);
