const day = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'short' });
const instant = new Intl.DateTimeFormat('fr-FR', {
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** A date as the screens show it. */
export function dayText(at: Date): string {
  return day.format(at);
}

/** Date and time as the screens show them, to the second. */
export function instantText(at: Date): string {
  return instant.format(at);
}
