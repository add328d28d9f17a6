import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import type { AttemptWriter } from '../../core/index.ts';
import { dossierPaths } from '../container/index.ts';
import { recordOpening } from '../ledger.ts';
import { type SampleAttempt, type SampleOptions, sampleAttempt } from '../testing.ts';
import { type BuiltDossier, buildDossier, decodeSegment, dossierSchema, encodeSegment } from './index.ts';

let sample: SampleAttempt | undefined;

afterEach(() => sample?.dispose());

async function build(options: SampleOptions = {}): Promise<BuiltDossier> {
  sample = await sampleAttempt(options);
  return buildDossier(sample.environment, sample.attempt, { context: sample.context });
}

function textOf({ files }: BuiltDossier, path: string): string {
  const file = files.get(path);
  return file !== undefined && 'bytes' in file ? Buffer.from(file.bytes).toString('utf8') : '';
}

/** Adds a document to the evidence. */
function withDocument(content: string | Buffer, mediaType = 'text/plain'): SampleOptions {
  return {
    more: async (writer: AttemptWriter) => {
      const blob = await writer.store.put(Buffer.from(content));
      const proof = { scenario: 'INS/va1.28.01', ordinal: 1, kind: 'document' as const, name: 'doc', mediaType, blob };
      await writer.append({ type: 'preuve', source: 'fil', ...proof });
    },
  };
}

describe('a built dossier', () => {
  it('follows its schema', async () => {
    const { document } = await build();
    expect(dossierSchema.safeParse(document).success).toBe(true);
  });

  it('keeps the bytes of a blob that two proofs cite once', async () => {
    const { index } = await build();
    const captures = index.proofs.filter((proof) => proof.kind === 'capture_ecran');
    expect(captures.map(({ path }) => path)).toEqual(Array(2).fill('preuves/INS%2Fva1.28.01/point-2-capture.png'));
  });

  it('names evidence so that a person can read it', async () => {
    const { files } = await build();
    expect([...files.keys()]).toEqual(
      expect.arrayContaining(['preuves/INS%2Fva1.28.01/video.webm', 'preuves/INS%2Fva1.28.01/echange-1-requete.http']),
    );
  });

  it('says deposable only what asks for a screen alone', async () => {
    const { document } = await build();
    expect(document.scenarios.map(({ preuves }) => preuves[0]?.deposable)).toEqual([true, true, true, false]);
  });

  it('marks an interrupted attempt', async () => {
    const built = await build({ concluded: false });
    expect([
      built.document.tentative.etat,
      textOf(built, dossierPaths.report).includes('TENTATIVE INTERROMPUE'),
    ]).toEqual(['interrompue', true]);
  });

  it('stays the same when another attempt follows', async () => {
    const before = textOf(await build(), dossierPaths.ledger);
    const { environment, attempt, context } = sample!;
    await recordOpening(environment, { ...attempt.opening, id: 'T-0002' });
    expect(textOf(await buildDossier(environment, attempt, { context }), dossierPaths.ledger)).toBe(before);
  });

  it('shows the external pieces that the plan announces as supplied', async () => {
    const plan =
      'version: 1\npieces_externes: [{ preuve: INS/va1.50.01.01, reference: CNDA-2026-1, personne: A. Martin }]\n';
    const { document } = await build({ plan });
    expect(document.pieces_externes).toMatchObject([
      { preuve: 'INS/va1.50.01.01', etat: 'fournie', reference: 'CNDA-2026-1' },
    ]);
  });

  it.each(['INS/va1.28.01', 'SC.MSS/CONF 16', '../..', 'a*b~(c)', 'é'])(
    'encodes %s as one folder name, reversibly',
    (id) => {
      const segment = encodeSegment(id);
      expect([decodeSegment(segment), /^[A-Za-z0-9%_.-]+$/.test(segment), segment.startsWith('.')]).toEqual([
        id,
        true,
        false,
      ]);
    },
  );
});

describe('building is refused', () => {
  const unknown = '1850578006084';
  const refusal = (detail: string | RegExp) => ({
    code: 'tentative_non_scellable',
    details: { detail: expect.stringMatching(detail) },
  });

  it.each([
    [
      'a matricule with its key, in text',
      withDocument(`vu : ${unknown} 91`),
      /point-1-document\.txt, ligne 1 : le matricule 185…/,
    ],
    [
      'an INS field, even with a wrong key',
      { requestBody: `<a>\n<ins:NumIdentifiant>${unknown}</ins:NumIdentifiant></a>` },
      /requete-corps.*ligne 2 : le matricule 185…/,
    ],
    ['a JSON field', withDocument(`{"matricule":"${unknown}"}`, 'application/json'), /le matricule 185…/],
    ['a compressed text', withDocument(gzipSync(`vu : ${unknown} 91`), 'application/gzip'), /le matricule 185…/],
    ['a bearer token', withDocument('Authorization: Bearer abcdefghijklmnopqrstuvwxyz'), /un jeton porteur/],
    ['a JWT', withDocument('eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abcdefghijklmnop'), /un jeton JWT/],
    ['a private key', withDocument('-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----'), /une clé privée/],
  ])('for %s that no register knows', async (_, options, detail) => {
    await expect(build(options)).rejects.toMatchObject(refusal(detail));
  });

  it('not for a secret that the registers know', async () => {
    await expect(build(withDocument('Authorization: Bearer jeton-d-essai-0123456789'))).resolves.toBeDefined();
  });

  it('not for a matricule that the plan declares, in a run that was killed', async () => {
    const plan = `version: 1\nidentites: [{ matricule: "${unknown}", motif: essai }]\n`;
    await expect(build({ ...withDocument(`vu : ${unknown} 91`), plan, concluded: false })).resolves.toBeDefined();
  });

  it('for a blob that is absent', async () => {
    sample = await sampleAttempt();
    const { environment, attempt, context } = sample;
    const proof = attempt.events.find((event) => event.type === 'preuve');
    await environment.fs.remove(attempt.store.path(proof!.blob.sha256));
    await expect(buildDossier(environment, attempt, { context })).rejects.toMatchObject(
      refusal(/point-2-capture\.png est citée et absente/),
    );
  });

  it('for a blob that has changed', async () => {
    sample = await sampleAttempt();
    const { environment, attempt, context } = sample;
    const proof = attempt.events.find((event) => event.type === 'preuve');
    await environment.fs.writeFile(attempt.store.path(proof!.blob.sha256), 'autre');
    await expect(buildDossier(environment, attempt, { context })).rejects.toMatchObject(
      refusal(/a changé depuis sa collecte/),
    );
  });

  it('for an attempt that still runs', async () => {
    sample = await sampleAttempt();
    const running = { ...sample.attempt, state: 'en_cours' as const };
    await expect(buildDossier(sample.environment, running, { context: sample.context })).rejects.toMatchObject(
      refusal('en cours'),
    );
  });
});
