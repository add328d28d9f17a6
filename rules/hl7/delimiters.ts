/** What delimits the parts of a message (HL7 v2, chapter 2, §2.5.4). */
export interface Delimiters {
  field: string;
  component: string;
  repetition: string;
  escaping: string;
  subcomponent: string;
}

/** The delimiters that MSH-1 and MSH-2 state; undefined for what cannot delimit. */
export function delimitersOf(text: string): Delimiters | undefined {
  const [field = '', component = '', repetition = '', escaping = '', subcomponent = ''] = text;
  const all = [field, component, repetition, escaping, subcomponent];
  // A letter or a digit as a delimiter would cut any value.
  const wrong = all.some((one) => one === '' || /[^!-/:-@[-`{-~]/.test(one));
  return wrong || new Set(all).size < all.length ? undefined : { field, component, repetition, escaping, subcomponent };
}
