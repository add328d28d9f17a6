import { beforeEach, describe, expect, it } from 'vitest';
import { DefectSet } from '../defects.ts';
import { Journals } from '../journals.ts';
import type { Patient } from '../model.ts';
import { Store } from '../store.ts';
import { Received } from './er7.ts';
import { IdentityIntake } from './identity-intake.ts';
import { patientSegment } from './patient-segment.ts';

const planted = new DefectSet();
const ins = '279035121518989^^^ASIP-SANTE-INS-NIR&1.2.250.1.213.1.4.10&ISO^INS';

let intake: IdentityIntake;

beforeEach(() => {
  const store = new Store();
  intake = new IdentityIntake({ store, journals: new Journals(store, planted), planted });
});

function take({ event = 'A28', ids = `0042^^^CHU&1.2.3&ISO^PI~${ins}`, status = 'VALI', name = 'ESSAI' } = {}) {
  const pid = `PID|1||${ids}||${name}^LOU^LOU ANAÏS^^^^L~MARITAL^LOU^^^^^D||19790328|F|||^^^^^^BDL^^63220${'|'.repeat(21)}${status}`;
  const text = `MSH|^~\\&|A|B|C|D|2026||ADT^${event}^ADT_A05|M1|T|2.5|||||FRA|UNICODE UTF-8\r${pid}\r`;
  return intake.take(Received.of(Buffer.from(text)) as Received);
}

describe('the identities that the platform sends', () => {
  it('are recorded with their INS when they are validated', () => {
    expect(take()).toMatchObject({
      statut: 'QUAL',
      matricule: '279035121518989',
      oid: '1.2.250.1.213.1.4.10',
      traits: {
        nomNaissance: 'ESSAI',
        prenoms: 'LOU ANAÏS',
        dateNaissance: '1979-03-28',
        lieuNaissance: '63220',
        nomUtilise: 'MARITAL',
      },
    });
  });

  it('are recorded without it otherwise', () => {
    expect(take({ status: 'PROV' })).toMatchObject({
      statut: 'PROV',
      matricule: null,
      traits: { nomNaissance: 'ESSAI' },
    });
  });

  it('lose it when the platform deletes it, or no longer gives it', () => {
    const { id } = take() as Patient;
    expect(
      take({ event: 'A31', ids: '0042^^^CHU&1.2.3&ISO^PI~""^^^&1.2.250.1.213.1.4.10&ISO^INS', status: 'PROV' }),
    ).toMatchObject({
      id,
      matricule: null,
      statut: 'PROV',
    });
    take();
    expect(take({ event: 'A31', ids: '0042^^^CHU&1.2.3&ISO^PI' })).toMatchObject({
      id,
      matricule: null,
      statut: 'VALI',
    });
  });

  it('update the file that they name', () => {
    const { id } = take() as Patient;
    expect(take({ event: 'A31', name: 'AUTRE' })).toMatchObject({ id, traits: { nomNaissance: 'AUTRE' } });
    expect(intake.ippOf(take() as Patient)).toBe('0042');
  });

  it.for([
    ['another event', { event: 'A40' }, '200'],
    ['no name', { name: '' }, '101'],
    ['a wrong matricule', { ids: `0042^^^CHU^PI~123^^^&1.2.250.1.213.1.4.8&ISO^INS` }, '102'],
    ['a wrong OID', { ids: `0042^^^CHU^PI~279035121518989^^^&1.2.250.1.213.1.4.2&ISO^INS` }, '103'],
  ] as const)('are refused for %s', ([, parts, condition]) => {
    expect(take(parts)).toMatchObject({ condition });
  });
});

describe('the PID of an outgoing message', () => {
  it('has the INS of a qualified identity only', () => {
    const patient = take() as Patient;
    expect(patientSegment(patient, '0042', planted)).toContain(`~${ins}|`);
    expect(patientSegment({ ...patient, statut: 'VALI' }, undefined, planted)).not.toContain('INS');
  });
});
