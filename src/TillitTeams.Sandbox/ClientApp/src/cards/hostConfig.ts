// The colours are the theme's custom properties, so a card on screen follows a change of theme by itself.
const text = (normal: string, subtle = normal) => ({ default: `var(--${normal})`, subtle: `var(--${subtle})` });

const foreground = {
  default: text('fg1', 'fg3'),
  dark: text('fg1', 'fg3'),
  light: text('fg3'),
  accent: text('link'),
  good: text('success-fg'),
  warning: text('warning-fg'),
  attention: text('danger-fg'),
};

const container = (background: string, border = 'stroke2') => ({
  backgroundColor: `var(--${background})`,
  borderColor: `var(--${border})`,
  foregroundColors: foreground,
});

const font = (fontFamily: string) => ({
  fontFamily,
  fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
  fontWeights: { lighter: 300, default: 400, bolder: 600 },
});

/** Teams' measures for Adaptive Cards: type, spacing and limits of the 2024 client. */
export const hostConfig = {
  supportsInteractivity: true,
  choiceSetInputValueSeparator: ',',
  fontTypes: { default: font('inherit'), monospace: font('Consolas, "Liberation Mono", monospace') },
  textStyles: { heading: { size: 'large', weight: 'bolder', color: 'default', isSubtle: false, fontType: 'default' } },
  textBlock: { headingLevel: 3 },
  spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
  separator: { lineThickness: 1, lineColor: 'var(--stroke2)' },
  imageSizes: { small: 32, medium: 52, large: 100 },
  containerStyles: {
    default: container('transparent'),
    emphasis: container('bg3'),
    accent: container('brand-bg2', 'brand-stroke2'),
    good: container('success-bg', 'success-stroke'),
    warning: container('warning-bg', 'warning-stroke'),
    attention: container('danger-bg', 'danger-stroke'),
  },
  actions: {
    maxActions: 6,
    spacing: 'default',
    buttonSpacing: 8,
    showCard: { actionMode: 'inline', inlineTopMargin: 16, style: 'emphasis' },
    preExpandSingleShowCardAction: false,
    actionsOrientation: 'horizontal',
    actionAlignment: 'left',
    allowTitleToWrap: true,
  },
  adaptiveCard: { allowCustomStyle: false },
  imageSet: { imageSize: 'medium', maxImageHeight: 100 },
  factSet: {
    title: { color: 'default', size: 'default', isSubtle: false, weight: 'bolder', wrap: true, maxWidth: 150 },
    value: { color: 'default', size: 'default', isSubtle: false, weight: 'default', wrap: true },
    spacing: 16,
  },
  inputs: {
    label: {
      inputSpacing: 'small',
      requiredInputs: { weight: 'bolder', size: 'default', suffix: ' *', suffixColor: 'attention' },
      optionalInputs: { weight: 'bolder', size: 'default' },
    },
    errorMessage: { spacing: 'small', size: 'small', weight: 'default' },
  },
};
