import type { Finding } from '../../core/index.ts';
import { unless } from '../findings.ts';
import type { Segment } from './message.ts';

/** What a field must hold. */
export interface FieldRule {
  field: number;
  component?: number;
  subcomponent?: number;
  code: string;
  /** French: what is expected. */
  expected: string;
  /** Whether the text fits; absent: any text but none. */
  holds?: (text: string) => boolean;
  message: string;
  /** French: what mends it. */
  remedy: string;
  severity?: Finding['severity'];
}

/** One finding for each field of a segment that does not hold what it must. */
export function checkFields(segment: Segment, rules: readonly FieldRule[]): Finding[] {
  return rules.flatMap(({ field, component, subcomponent, holds = isPresent, ...told }) => {
    const got = segment.get(field, component ?? 1, subcomponent ?? 1);
    return unless(holds(got), { ...told, where: segment.at(field, { component, subcomponent }), got });
  });
}

/** True for one of those texts, exactly. */
export function oneOf(...texts: readonly string[]): (text: string) => boolean {
  return (text) => texts.includes(text);
}

function isPresent(text: string): boolean {
  return text !== '' && text !== '""';
}
