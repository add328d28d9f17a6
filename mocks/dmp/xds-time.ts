/** An instant as XDS and HL7 write it: UTC, `AAAAMMJJHHMMSS`. */
export function xdsTime(epoch: number): string {
  return new Date(epoch).toISOString().replaceAll(/[-:T]/g, '').slice(0, 14);
}
