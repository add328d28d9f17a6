import { describe, expect, it } from 'vitest';
import { codeOf } from '../../test/support/dmp-desk.ts';
import { dmpPerson, envelope, existenceBody } from '../../test/support/dmp-request.ts';
import { DmpDirectory, dmpService } from './index.ts';

const service = dmpService({ directory: new DmpDirectory(), signatures: false });

describe('an error on demand', () => {
  it.each([
    ['DMPInvalidCertificate', 500, 'DMPInvalidCertificate'],
    ['probant_dmp_ferme', 500, 'probant_dmp_ferme'],
    ['XDSRegistryBusy', 200, 'Failure XDSRegistryBusy'],
  ])('%s is answered as the service writes it', async (...[code, status, expected]) => {
    const response = service.error?.(code);
    expect([response?.status, codeOf({ text: (await response?.text()) ?? '' })]).toEqual([status, expected]);
  });

  it('is none for a code that the service has not', () => {
    expect(service.error?.('desir_560')).toBeUndefined();
  });
});

describe('what attributes a message', () => {
  it('is told without answering it', () => {
    const { matricule, cle } = dmpPerson;
    const keys = service.keys?.(Buffer.from(envelope(existenceBody())), 'application/soap+xml');
    expect(keys).toEqual([matricule, matricule + cle]);
  });

  it('is nothing in bytes that are no message', () => {
    expect(service.keys?.(Buffer.from('rien'), 'text/plain')).toEqual([]);
  });
});
