const parisParts = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Paris',
  dateStyle: 'short',
  timeStyle: 'medium',
});

/** An instant as the API writes it: Paris time, milliseconds, offset (`2025-04-28T18:19:26.335+02:00`). */
export function toInstant(time: number): string {
  const local = parisParts.format(time).replace(' ', 'T');
  const offset = Math.round((Date.parse(`${local}Z`) - Math.floor(time / 1000) * 1000) / 3_600_000);
  const millis = String(((time % 1000) + 1000) % 1000).padStart(3, '0');
  return `${local}.${millis}+${String(offset).padStart(2, '0')}:00`;
}

/** A span of time, in milliseconds: `from` is in it, `to` is not. */
interface Span {
  from: number;
  to: number;
}

/** A date of a search and how it compares. */
export interface DateCondition extends Span {
  prefix: (typeof prefixes)[number];
}

const prefixes = ['eq', 'ne', 'gt', 'lt', 'ge', 'le', 'sa', 'eb', 'ap'] as const;
const form =
  /^(eq|ne|gt|lt|ge|le|sa|eb|ap)?(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)?)?)?)?$/;

/**
 * Reads `ge2025-09-27`, `2025`, `lt2022-12-15T15:00:00`: a year, a month, a day, a minute, a second. Without an offset the
 * date is in UTC (the documentation says « GMT » of a time; of a day it is inferred). Undefined when it is no date.
 */
export function readDate(text: string): DateCondition | undefined {
  const parts = form.exec(text);
  if (parts === null) return undefined;
  const [, prefix = 'eq', year = '', month, day, hour, minute = '', second, fraction = '', offset = 'Z'] = parts;
  const start = [
    `${year}-${month ?? '01'}-${day ?? '01'}`,
    `T${hour ?? '00'}:${minute || '00'}:${second ?? '00'}${fraction}`,
  ];
  const from = Date.parse(`${start.join('')}${hour === undefined ? 'Z' : offset}`);
  if (Number.isNaN(from) || !isCalendarDay(year, month, day)) return undefined;
  const to = endOf(from, { month, day, hour, second, fraction });
  return { prefix: prefix as DateCondition['prefix'], from, to };
}

/** `Date.parse` takes the 31st of February for a day of March. */
function isCalendarDay(year: string, month = '01', day = '01'): boolean {
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(`${year}-${month}-${day}`);
}

function endOf(
  from: number,
  given: {
    month?: string | undefined;
    day?: string | undefined;
    hour?: string | undefined;
    second?: string | undefined;
    fraction: string;
  },
): number {
  const date = new Date(from);
  if (given.month === undefined) return date.setUTCFullYear(date.getUTCFullYear() + 1);
  if (given.day === undefined) return date.setUTCMonth(date.getUTCMonth() + 1);
  if (given.hour === undefined) return from + 86_400_000;
  if (given.second === undefined) return from + 60_000;
  return given.fraction === '' ? from + 1000 : from + 1;
}

/** Whether an instant meets a condition (FHIR R4, search §date; `ap`: a tenth of the time since then, as it recommends). */
export function meets({ prefix, from, to }: DateCondition, time: number, now: number): boolean {
  const margin = Math.abs(now - from) / 10;
  const outcomes: Record<DateCondition['prefix'], boolean> = {
    eq: time >= from && time < to,
    ne: time < from || time >= to,
    gt: time >= to,
    sa: time >= to,
    ge: time >= from,
    lt: time < from,
    eb: time < from,
    le: time < to,
    ap: time >= from - margin && time < to + margin,
  };
  return outcomes[prefix];
}
