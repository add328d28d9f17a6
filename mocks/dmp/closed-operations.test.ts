import { expect, it } from 'vitest';
import { codeOf, DmpDesk } from '../../test/support/dmp-desk.ts';
import { envelope, vihf } from '../../test/support/dmp-request.ts';

const desk = new DmpDesk();
const resource = 'urn:oasis:names:tc:xacml:2.0:resource:resource-id';
const ask = async (path: string, body: string): Promise<string> =>
  codeOf(await desk.send(path, envelope(body, vihf({ attributes: { [resource]: null } }))));

it('refuses the certification of an identity (TD0.0)', async () => {
  const body =
    '<identityCertification xmlns="urn:si-dmp-patients"><dateNaissance>19800101</dateNaissance>' +
    '<rangNaissance>1</rangNaissance></identityCertification>';
  expect(await ask('patientCertif', body)).toBe('DMPAccessDeniedByRightsService');
});

it('refuses the creation of a DMP (TD1.1)', async () => {
  expect(await ask('patients', '<PRPA_IN201311UV02 xmlns="urn:hl7-org:v3"/>')).toBe('DMPAccessDeniedByRightsService');
});

it('knows no more of the patient’s internet account (TD1.5)', async () => {
  const codes = ['createPatientAccess', 'patientOTPUpdate', 'updatePatientAccess'].map((name) =>
    ask('patientsSpecific', `<${name} xmlns="urn:si-dmp-patients"/>`),
  );
  expect(new Set(await Promise.all(codes))).toEqual(new Set(['probant_operation_retiree']));
});
