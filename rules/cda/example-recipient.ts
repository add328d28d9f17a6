/** A right document that cites one recipient. */
export function withRecipient(cda: string): string {
  const recipient =
    '<informationRecipient><intendedRecipient><id root="1.2.250.1.71.4.2.1" extension="899900000025"/>' +
    '<informationRecipient><name><family>CONFRERE</family><given>Lou</given></name></informationRecipient>' +
    '</intendedRecipient></informationRecipient>';
  return cda.replace('</custodian>', `$&${recipient}`);
}
