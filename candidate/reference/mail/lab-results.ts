import type { XmlNode } from './xml-node.ts';

/** A quantity, with its unit in UCUM. */
export interface Quantity {
  value: string;
  unit: string;
}

/** One result of a structured report of biology (CR-BIO, CDA N3). */
export interface LabResult {
  /** LOINC, or what else codes the analysis. */
  code: string;
  label: string;
  /** The value, then the same in the other units that the report gives. */
  quantities: readonly Quantity[];
  /** Interval, as the report gives it: one a unit. */
  ranges: readonly LabRange[];
  /** HL7 ObservationInterpretation: `N`, `H`, `HH`… */
  interpretation: string;
}

/** Interval of reference; a bound may be missing. */
export interface LabRange {
  low: string;
  high: string;
  unit: string;
}

/** Observations with a value, in the order of the report (facts, DMP §11.2: CR-BIO; IHE PaLM Laboratory Observation). */
export function readResults(root: XmlNode): LabResult[] {
  return root.all('observation').flatMap((observation) => {
    const value = observation.at('value');
    // A text or a code is a result too; a PDF copy or a type of document is none.
    if (value === undefined || !isLaboratory(observation)) return [];
    return [resultOf(observation, value)];
  });
}

const laboratoryTemplate = '1.3.6.1.4.1.19376.1.3.1.6';

// A report that forgets the template still has results: a quantity is never anything else.
function isLaboratory(observation: XmlNode): boolean {
  const templates = observation.children('templateId').map((one) => one.attribute('root'));
  return templates.includes(laboratoryTemplate) || observation.at('value')?.attribute('xsi:type') === 'PQ';
}

function resultOf(observation: XmlNode, value: XmlNode): LabResult {
  const code = observation.at('code');
  return {
    code: code?.attribute('code') ?? '',
    label: code?.attribute('displayName') || (code?.at('originalText')?.text ?? ''),
    quantities: quantitiesOf(value),
    ranges: observation.children('referenceRange').flatMap((one) => rangeOf(one.at('observationRange', 'value'))),
    interpretation: observation.at('interpretationCode')?.attribute('code') ?? '',
  };
}

// A translation of a PQ is a PQR: its unit is the code (HL7 CDA R2 data types); some write it as a unit.
function quantitiesOf(value: XmlNode): Quantity[] {
  const shown = value.attribute('value') || value.attribute('displayName') || value.attribute('code') || value.text;
  const others = value.children('translation').map((one) => ({
    value: one.attribute('value'),
    unit: one.attribute('unit') || one.attribute('code'),
  }));
  return [{ value: shown, unit: value.attribute('unit') }, ...others];
}

function rangeOf(value: XmlNode | undefined): LabRange[] {
  if (value === undefined) return [];
  const [low, high] = [value.at('low'), value.at('high')];
  if (low === undefined && high === undefined) return [];
  const unit = low?.attribute('unit') || high?.attribute('unit') || '';
  return [{ low: low?.attribute('value') ?? '', high: high?.attribute('value') ?? '', unit }];
}

/** True when the report itself says that a result is not normal. */
export function isAbnormal({ interpretation }: LabResult): boolean {
  return ['A', 'AA', 'H', 'HH', 'HU', 'L', 'LL', 'LU'].includes(interpretation);
}

/** True for the codes that the physician has to see at once (BIO/va1.01). */
export function isCritical({ interpretation }: LabResult): boolean {
  return ['AA', 'HH', 'LL'].includes(interpretation);
}

/** True when a value is outside the interval given in the same unit, whatever the report says of it (BIO/va1.06). */
export function isOutOfRange({ quantities, ranges }: LabResult): boolean {
  return quantities.some(({ value, unit }) => {
    const number = numberOf(value);
    const range = ranges.find((one) => one.unit === unit);
    if (number === null || range === undefined) return false;
    const [low, high] = [numberOf(range.low), numberOf(range.high)];
    return (low !== null && number < low) || (high !== null && number > high);
  });
}

function numberOf(text: string): number | null {
  const number = text.trim() === '' ? Number.NaN : Number(text.replace(',', '.'));
  return Number.isNaN(number) ? null : number;
}
