import type { Code, Vihf } from '../../mocks/dmp/vihf.ts';

/** A VIHF as the service reads it, for tests of what it decides. */
export function vihfOf({
  mode,
  roles,
  access = 'normal',
}: {
  mode: string;
  roles: readonly Code[];
  access?: string;
}): Vihf {
  return {
    id: '_vihf',
    version: '2.0',
    issueInstant: '2026-03-10T09:00:00Z',
    issuerFormat: '',
    issuer: '',
    nameId: '899900000017',
    authnInstant: '2026-03-10T09:00:00Z',
    authnContextClassRef: '',
    authnContextDecl: '',
    notBefore: '',
    notOnOrAfter: '',
    audiences: 0,
    attributes: new Map([
      ['Authentification_mode', [mode]],
      ['Identifiant_Structure', ['1630000018']],
    ]),
    roles,
    purposes: [{ code: access, codeSystem: '', displayName: '' }],
  };
}
