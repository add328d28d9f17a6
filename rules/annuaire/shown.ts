/** A text as two writings of it are compared: capitals, no accents, one space between words. */
export function plain(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .toUpperCase();
}

/** The day that a displayed date tells, as a number of days; null when there is none (`31/12/2026`, `2026-12-31`). */
export function dayOf(displayed: string): number | null {
  const french = /\b(\d{2})\D(\d{2})\D(\d{4})\b/.exec(displayed);
  const iso = /\b(\d{4})-(\d{2})-(\d{2})\b/.exec(displayed);
  const [year, month, day] = iso?.slice(1) ?? french?.slice(1).reverse() ?? [];
  const at = Date.UTC(Number(year), Number(month) - 1, Number(day));
  return Number.isNaN(at) ? null : at / 86_400_000;
}
