export type Dimension = 'small' | 'medium' | 'large' | number | string;

const widths: Record<string, number> = { small: 360, medium: 600, large: 840 };
const heights: Record<string, number> = { small: 320, medium: 560, large: 760 };

/** Teams' named sizes, or pixels as the app gave them; the window never outgrows the client. */
export function measure(width?: Dimension, height?: Dimension): { width: number; height: number | undefined } {
  return { width: pixels(width, widths) ?? widths.medium!, height: pixels(height, heights) };
}

function pixels(size: Dimension | undefined, named: Record<string, number>): number | undefined {
  const value = typeof size === 'string' ? named[size.toLowerCase()] ?? Number(size) : size;
  return value && Number.isFinite(value) && value > 0 ? value : undefined;
}
