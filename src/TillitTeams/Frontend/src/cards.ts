import { AdaptiveCard, HostConfig, SerializationContext } from 'adaptivecards';

// The colours are the theme's own, so a card that is shown follows a change of theme by itself.
const ink = (normal: string, subtle = normal) => ({ default: `var(--${normal})`, subtle: `var(--${subtle})` });

const surface = (background: string, border: string) => ({
  backgroundColor: background,
  borderColor: border,
  foregroundColors: {
    default: ink('fg1', 'fg3'), dark: ink('fg1', 'fg3'), light: ink('fg3'), accent: ink('link'), good: ink('hue2'), warning: ink('warm-fg'), attention: ink('danger'),
  },
});

/** Teams' measures and surfaces (*Designing Adaptive Cards for your Teams app*). */
const teams = new HostConfig({
  supportsInteractivity: true,
  fontFamily: 'inherit',
  fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
  fontWeights: { lighter: 300, default: 400, bolder: 600 },
  spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
  separator: { lineThickness: 1, lineColor: 'var(--stroke2)' },
  textBlock: { headingLevel: 3 },
  imageSizes: { small: 32, medium: 52, large: 100 },
  containerStyles: {
    default: surface('transparent', 'transparent'),
    emphasis: surface('var(--bg-subtle)', 'var(--stroke2)'),
    accent: surface('var(--brand-tint)', 'var(--brand-stroke)'),
    good: surface('var(--hue2-bg)', 'var(--hue2)'),
    warning: surface('var(--warm-bg)', 'var(--warm-stroke)'),
    attention: surface('var(--warm-bg)', 'var(--danger)'),
  },
  actions: { maxActions: 6, spacing: 'default', buttonSpacing: 8, actionsOrientation: 'horizontal', actionAlignment: 'left', allowTitleToWrap: true },
  adaptiveCard: { allowCustomStyle: false },
});

export interface Drawn { element: HTMLElement | undefined; problems: string[] }

/** Draws a card as Teams does, with buttons that do nothing: nobody has posted it yet. */
export function draw(json: unknown): Drawn {
  const card = new AdaptiveCard();
  card.hostConfig = teams;
  const reading = new SerializationContext();
  // The renderer's pattern for languages remembers where it stopped in the card before.
  if (AdaptiveCard.langProperty.regEx) {
    AdaptiveCard.langProperty.regEx.lastIndex = 0;
  }
  card.parse(json, reading);
  const problems = [...Array(reading.eventCount).keys()].map(at => reading.getEventAt(at).message);
  // What is read aloud is the text; a card is no stop of its own.
  const element = card.render();
  element?.removeAttribute('tabindex');
  return { element, problems };
}
