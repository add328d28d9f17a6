import { describe, expect, it } from 'vitest';
import { isProbantError, messageOf, ProbantError, writeError } from './errors.ts';

describe('a coded error', () => {
  it('fills its text with the details', () => {
    expect(new ProbantError('commande_inconnue', { commande: 'jouer' }).message).toBe(
      'La commande « jouer » n’existe pas.',
    );
  });

  it('fills its remedy too', () => {
    expect(new ProbantError('option_invalide', { commande: 'seal' }).remedy).toContain('probant aide seal');
  });

  it('leaves a place without detail as it is', () => {
    expect(new ProbantError('plan_introuvable').message).toContain('{chemin}');
  });

  it('does not fill a place that a detail brings', () => {
    const error = new ProbantError('plan_invalide', { chemin: '{detail}', detail: 'x' });
    expect(error.message).toContain('« {detail} »');
  });

  it('keeps what caused it', () => {
    const cause = new TypeError('boum');
    expect(new ProbantError('plan_introuvable', {}, cause).cause).toBe(cause);
  });

  it('tells an outage from a wrong configuration', () => {
    expect([new ProbantError('disque_plein').kind, new ProbantError('plan_invalide').kind]).toEqual([
      'environnement',
      'configuration',
    ]);
  });
});

describe('isProbantError', () => {
  it('accepts any code when none is asked', () => {
    expect(isProbantError(new ProbantError('xml_interdit'))).toBe(true);
  });

  it('refuses another code', () => {
    expect(isProbantError(new ProbantError('xml_interdit'), 'xml_invalide')).toBe(false);
  });

  it('refuses a foreign error', () => {
    expect(isProbantError(new TypeError('boum'))).toBe(false);
  });
});

describe('writeError', () => {
  it('names a full disk', () => {
    expect(writeError('/a', Object.assign(new Error('full'), { code: 'ENOSPC' })).code).toBe('disque_plein');
  });

  it('says why any other write failed', () => {
    expect(writeError('/a', Object.assign(new Error('EACCES: refus'), { code: 'EACCES' }))).toMatchObject({
      code: 'ecriture_impossible',
      details: { chemin: '/a', detail: 'EACCES: refus' },
    });
  });
});

describe('messageOf', () => {
  it('takes whatever was thrown', () => {
    expect([messageOf(new Error('a')), messageOf('b'), messageOf(undefined)]).toEqual(['a', 'b', 'undefined']);
  });
});
