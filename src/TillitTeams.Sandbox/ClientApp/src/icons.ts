// Drawn for this client on Fluent's 20 px grid: 1.25 px strokes, rounded ends.
const shapes = {
  chat: 'M10 3a7 7 0 1 1-3.3 13.2L3.5 17l.9-3A7 7 0 0 1 10 3ZM7.2 8.7h5.6M7.2 11.4h3.6',
  teams: 'M7.5 8.2a2.4 2.4 0 1 0 0-4.8 2.4 2.4 0 0 0 0 4.8ZM14 8.6a1.9 1.9 0 1 0 0-3.8 1.9 1.9 0 0 0 0 3.8ZM3 11.2h9v2.6a4.5 4.5 0 0 1-9 0v-2.6ZM14.2 11.2H17v2.2a3.2 3.2 0 0 1-3.4 3.1',
  calendar: 'M3.5 6A2.5 2.5 0 0 1 6 3.5h8A2.5 2.5 0 0 1 16.5 6v8a2.5 2.5 0 0 1-2.5 2.5H6A2.5 2.5 0 0 1 3.5 14V6ZM3.5 7.5h13M7 10.5h.01M10 10.5h.01M13 10.5h.01M7 13.3h.01M10 13.3h.01',
  people: 'M10 9.2a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6ZM4.5 12h11v.8c0 2.3-2.4 3.9-5.5 3.9s-5.5-1.6-5.5-3.9V12Z',
  app: 'M10 2.8 16.2 6.4v7.2L10 17.2l-6.2-3.6V6.4L10 2.8ZM7 10.2l2.1 2.1L13.2 8',
  lock: 'M5 9.5A1.5 1.5 0 0 1 6.5 8h7A1.5 1.5 0 0 1 15 9.5v5a1.5 1.5 0 0 1-1.5 1.5h-7A1.5 1.5 0 0 1 5 14.5v-5ZM7.3 8V6.3a2.7 2.7 0 0 1 5.4 0V8M10 11.4v1.4',
  shared: 'M8.5 11.5 11.5 8.5M9 6.5l1.6-1.6a3.2 3.2 0 0 1 4.5 4.5L13.5 11M11 13.5l-1.6 1.6a3.2 3.2 0 0 1-4.5-4.5L6.5 9',
  more: 'M5 10h.01M10 10h.01M15 10h.01',
  reply: 'M8 5 3.5 9.3 8 13.5M3.8 9.3h7.7a5 5 0 0 1 5 5v1',
  smile: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM7.7 8.2h.01M12.3 8.2h.01M7 11.7c.8 1 1.8 1.5 3 1.5s2.2-.5 3-1.5',
  edit: 'M12.7 4.3a1.9 1.9 0 0 1 2.7 2.7l-8.3 8.3-3.5.9.9-3.5 8.2-8.4ZM11.5 5.5l2.7 2.7',
  delete: 'M3.5 5.5h13M8 5.5V4.7a1.2 1.2 0 0 1 1.2-1.2h1.6A1.2 1.2 0 0 1 12 4.7v.8M5.2 5.5l.7 9.3a1.8 1.8 0 0 0 1.8 1.7h4.6a1.8 1.8 0 0 0 1.8-1.7l.7-9.3M8.5 8.7v4.6M11.5 8.7v4.6',
  link: 'M8.5 6H6.8a4 4 0 0 0 0 8h1.7M11.5 6h1.7a4 4 0 0 1 0 8h-1.7M7 10h6',
  send: 'M3.6 3.7 16.8 10 3.6 16.3 5.4 10 3.6 3.7ZM5.4 10h6',
  close: 'M4.8 4.8l10.4 10.4M15.2 4.8 4.8 15.2',
  back: 'M12.5 4 6.5 10l6 6',
  chevronDown: 'M4.5 7.5 10 13l5.5-5.5',
  chevronRight: 'M7.5 4.5 13 10l-5.5 5.5',
  check: 'M4 10.5l4 4 8-8.5',
  phone: 'M6 4.5A1.5 1.5 0 0 1 7.5 3h5A1.5 1.5 0 0 1 14 4.5v11a1.5 1.5 0 0 1-1.5 1.5h-5A1.5 1.5 0 0 1 6 15.5v-11ZM9 14.6h2',
  theme: 'M10 3a7 7 0 1 0 0 14V3Z M10 3a7 7 0 0 1 0 14',
  language: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM3.3 8h13.4M3.3 12h13.4M10 3c-2 2-2.9 4.3-2.9 7s.9 5 2.9 7c2-2 2.9-4.3 2.9-7S12 5 10 3Z',
  compose: 'M9 4H6a2.5 2.5 0 0 0-2.5 2.5V14A2.5 2.5 0 0 0 6 16.5h7.5A2.5 2.5 0 0 0 16 14v-3M15.7 3.5a1.3 1.3 0 0 1 1.8 1.8L11 11.8l-2.6.8.8-2.6 6.5-6.5Z',
  warning: 'M8.8 4 2.9 14.3a1.4 1.4 0 0 0 1.2 2.1h11.8a1.4 1.4 0 0 0 1.2-2.1L11.2 4a1.4 1.4 0 0 0-2.4 0ZM10 8v3.6M10 13.8h.01',
  refresh: 'M15.8 8.5A6.2 6.2 0 1 0 16.2 11M16.2 4.5v4h-4',
  open: 'M11.5 3.5h5v5M16.2 3.8 10.5 9.5M9 4.5H6A2.5 2.5 0 0 0 3.5 7v7A2.5 2.5 0 0 0 6 16.5h7a2.5 2.5 0 0 0 2.5-2.5v-3',
  add: 'M10 4v12M4 10h12',
  settings: 'M10 12.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM10 3v2M10 15v2M3 10h2M15 10h2M5 5l1.5 1.5M13.5 13.5 15 15M15 5l-1.5 1.5M6.5 13.5 5 15',
  intranet: 'M3.5 5A1.5 1.5 0 0 1 5 3.5h10A1.5 1.5 0 0 1 16.5 5v10a1.5 1.5 0 0 1-1.5 1.5H5A1.5 1.5 0 0 1 3.5 15V5ZM3.5 8h13M6.5 11h4M6.5 13.5h7',
  share: 'M11.5 6V3.5l5 5-5 5V11C7 11 4.8 12.5 3.5 16c0-5 2.5-9.5 8-10Z',
  subject: 'M4 5.5h12M10 5.5V15',
} as const;

export type IconName = keyof typeof shapes;

const namespace = 'http://www.w3.org/2000/svg';

export function icon(name: IconName): SVGElement {
  const svg = document.createElementNS(namespace, 'svg');
  svg.setAttribute('viewBox', '0 0 20 20');
  svg.setAttribute('class', `icon icon-${name}`);
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('focusable', 'false');
  const path = document.createElementNS(namespace, 'path');
  path.setAttribute('d', shapes[name]);
  svg.append(path);
  return svg;
}
