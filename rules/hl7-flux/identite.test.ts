import { describe, expect, it } from 'vitest';
import { patientUpdate } from '../examples/hl7.ts';
import { hl7Exchanges, updatedPatient } from '../examples/hl7-exchanges.ts';
import { identite } from './identite.rule.ts';

describe('hl7-flux.identite', () => {
  const ins = { matricule: '279035121518989', oid: '1.2.250.1.213.1.4.10' };
  const codes = async (message: string, parameters: object): Promise<string[]> =>
    (await identite.check(hl7Exchanges({ message }), parameters as never)).map(({ code }) => code);

  it('accepts the INS of a qualified identity, and wants it', async () => {
    const parameters = { ins: 'presente', patient: { ...updatedPatient, ...ins } };
    expect(await codes(patientUpdate(), parameters)).toEqual([]);
    const without = patientUpdate().replace(/~279035121518989[^|]*/, '');
    expect(await codes(without, parameters)).toContain('matricule');
  });

  it('refuses the INS of another identity, and another name', async () => {
    const parameters = { ins: 'absente', patient: { ...updatedPatient, nomNaissance: 'AUTRE' } };
    expect(await codes(patientUpdate().replace('|VALI', '|PROV'), parameters)).toEqual(
      expect.arrayContaining(['ins-sans-validation', 'nom']),
    );
  });

  it('wants a message', async () => {
    const found = await identite.check(hl7Exchanges(), { ins: 'absente', patient: updatedPatient });
    expect(found.map(({ code }) => code)).toEqual(['message-absent']);
  });
});
