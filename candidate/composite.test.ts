import { describe, expect, it } from 'vitest';
import { ProbantError } from '../core/index.ts';
import { compositeDriver, type Driver, type VerbName } from './index.ts';

function fake(name: Driver['name'], lacking: VerbName[] = [], calls: string[] = []): Driver {
  return {
    name,
    can: (verb) => !lacking.includes(verb),
    perform: (verb) => {
      calls.push(`${name} ${verb}`);
      return Promise.resolve({ value: { utilisateur: name }, source: 'adaptateur', attachments: [] }) as never;
    },
    openScenario: (scenario) => {
      calls.push(`${name} ouvre ${scenario}`);
      return Promise.resolve();
    },
    closePoint: () =>
      Promise.resolve([
        { kind: 'capture_ecran', source: 'ecran', name, mediaType: 'image/png', bytes: Buffer.alloc(1) },
      ]),
    closeScenario: () => Promise.resolve([]),
    close: () => {
      calls.push(`${name} ferme`);
      return Promise.resolve();
    },
  };
}

async function performer(driver: Driver): Promise<string> {
  const answer = await driver.perform('ouvrirSession', { profil: 'ordinaire' });
  return answer.value.utilisateur;
}

describe('compositeDriver', () => {
  it('gives a verb to the driver of the plan', async () => {
    expect(await performer(compositeDriver({ primary: fake('http'), guided: fake('guided') }))).toBe('http');
  });

  it('gives a verb to the driver that the plan chose for it', async () => {
    const overrides = { ouvrirSession: fake('browser') };
    expect(await performer(compositeDriver({ primary: fake('http'), guided: fake('guided'), overrides }))).toBe(
      'browser',
    );
  });

  it('gives a person the verb that the driver lacks', async () => {
    const primary = fake('http', ['ouvrirSession']);
    expect(await performer(compositeDriver({ primary, guided: fake('guided') }))).toBe('guided');
  });

  it('gives a person the verb that the driver turns out to lack', async () => {
    const primary: Driver = {
      ...fake('http'),
      perform: () => Promise.reject(new ProbantError('verbe_absent', { verbe: 'ouvrirSession' })),
    };
    expect(await performer(compositeDriver({ primary, guided: fake('guided') }))).toBe('guided');
  });

  it('gives a constat to a person, whatever the driver says that it can do', async () => {
    const calls: string[] = [];
    const driver = compositeDriver({ primary: fake('http'), guided: fake('guided', [], calls) });
    await driver.perform('releverConstat', { consigne: 'Lire le papier' });
    expect(calls).toEqual(['guided releverConstat']);
  });

  it('cannot have a constat where nobody sits', () => {
    const driver = compositeDriver({ primary: fake('http'), guided: fake('guided', ['releverConstat']) });
    expect(driver.can('releverConstat')).toBe(false);
  });

  it('gives nobody the verb that the driver failed', async () => {
    const primary: Driver = {
      ...fake('http'),
      perform: () => Promise.reject(new ProbantError('delai_depasse', { verbe: 'ouvrirSession', delai: '10' })),
    };
    await expect(performer(compositeDriver({ primary, guided: fake('guided') }))).rejects.toMatchObject({
      code: 'delai_depasse',
    });
  });

  it('keeps the proofs of all its drivers', async () => {
    const driver = compositeDriver({ primary: fake('browser'), guided: fake('guided') });
    const proofs = await driver.closePoint({ scenario: 'INS/va1.28.01', ordinal: 1 }, 'Créer');
    expect(proofs.map((proof) => proof.name)).toEqual(['browser', 'guided']);
  });

  it('closes every driver even when one fails', async () => {
    const calls: string[] = [];
    const primary: Driver = {
      ...fake('browser'),
      close: () => Promise.reject(new ProbantError('navigateur_en_erreur', { detail: 'mort' })),
    };
    await expect(compositeDriver({ primary, guided: fake('guided', [], calls) }).close()).rejects.toThrow('mort');
    expect(calls).toEqual(['guided ferme']);
  });

  it('opens a scenario once in a driver that has two parts', async () => {
    const calls: string[] = [];
    const guided = fake('guided', [], calls);
    await compositeDriver({ primary: guided, guided, overrides: { lireFiche: guided } }).openScenario('INS/va1.28.01');
    expect(calls).toEqual(['guided ouvre INS/va1.28.01']);
  });
});
