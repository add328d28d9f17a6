import { malformed } from './interruption.ts';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const day = 86_400_000;

/** `"17-Jul-1996 02:44:25 +0000"`, as INTERNALDATE is written. */
export function dateTime(date: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const name = months[date.getUTCMonth()];
  const time = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()].map(two).join(':');
  return `"${String(date.getUTCDate()).padStart(2)}-${name}-${date.getUTCFullYear()} ${time} +0000"`;
}

/** The date-time that APPEND gives. */
export function parseDateTime(text: string): Date {
  const [, date = '', time = '', zone = ''] = /^ ?(\S{10,11}) (\d\d:\d\d:\d\d) ([+-]\d{4})$/.exec(text) ?? [];
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
  const offset = (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3))) * (zone.startsWith('-') ? -1 : 1);
  const value = parseDay(date) * day + ((hours * 60 + minutes - offset) * 60 + seconds) * 1000;
  if (Number.isNaN(value)) throw malformed(`date « ${text} »`);
  return new Date(value);
}

/** A date of SEARCH, `1-Feb-1994`, as days since the epoch. */
export function parseDay(text: string): number {
  const [, date, name, year] = /^(\d{1,2})-([A-Za-z]{3})-(\d{4})$/.exec(text) ?? [];
  const month = months.findIndex((known) => known.toLowerCase() === name?.toLowerCase());
  if (month < 0) throw malformed(`date « ${text} »`);
  return dayOf(new Date(Date.UTC(Number(year), month, Number(date))));
}

/** Days since the epoch, in UTC: a search by date disregards time and zone (RFC 3501 §6.4.4). */
export function dayOf(date: Date): number {
  return Math.floor(date.getTime() / day);
}
