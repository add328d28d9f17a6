import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../core/index.ts';
import { dossierPaths, sealPaths, writeContainer } from '../container/index.ts';
import { sealFiles, sealTree } from '../seal/index.ts';
import { verifyDossier } from './index.ts';
import { publisherCredentials } from './sealed-sample.ts';
import { at, edit, proof, remarks, resealed, sample, tampered, useSealedSample, verifyBytes } from './tampering.ts';

useSealedSample();

describe('an untouched dossier', () => {
  it('has its integrity, authenticity and time established', async () => {
    const { facts } = await verifyDossier(sample.environment, sample.path, { ...sample.trust, at });
    expect([facts.integrite.state, facts.authenticite.state, facts.temps.state]).toEqual([
      'etabli',
      'etabli',
      'etabli',
    ]);
  });

  it('is not sufficient: a red point, a deduced scenario, an unproved point, an awaited piece', async () => {
    const { facts } = await verifyDossier(sample.environment, sample.path, { ...sample.trust, at });
    expect(facts.suffisance.state).toBe('non_etabli');
    expect(facts.suffisance.items.map((item) => item.code)).toEqual([
      'couverture_insuffisante',
      'etapes_deduites',
      'points_non_conformes',
      'points_non_evalues',
      'contre_preuve_absente',
      'video_absente',
      'preuves_manquantes',
      'pieces_attendues',
    ]);
  });

  it('is accepted', async () => {
    const { accepted } = await verifyDossier(sample.environment, sample.path, { ...sample.trust, at });
    expect(accepted).toBe(true);
  });

  it('stays whole when its files are signed again unchanged', async () => {
    expect(remarks(await resealed(() => undefined))).toEqual([]);
  });
});

describe('tampering without the key', () => {
  it('names a proof with one byte changed', async () => {
    const report = await tampered((tree) => {
      const bytes = Buffer.from(tree.get(proof)!);
      bytes[20] = (bytes[20] ?? 0) ^ 1;
      tree.set(proof, bytes);
    });
    expect(remarks(report)).toContain(`empreinte_differente ${proof}`);
    expect(report.facts.integrite.state).toBe('rompu');
  });

  it('names an added file', async () => {
    const report = await tampered((tree) => tree.set('preuves/ajout.txt', Buffer.from('x')));
    expect(remarks(report)).toContain('fichier_ajoute preuves/ajout.txt');
  });

  it('names a file added to META-INF', async () => {
    const report = await tampered((tree) => tree.set('META-INF/autre.xml', Buffer.from('<a/>')));
    expect(remarks(report)).toContain('fichier_ajoute META-INF/autre.xml');
  });

  it('names a removed file', async () => {
    const report = await tampered((tree) => tree.delete(proof));
    expect(remarks(report)).toContain(`fichier_absent ${proof}`);
  });

  it('names the point and the file of an edited verdict', async () => {
    const report = await tampered((tree) =>
      edit(tree, dossierPaths.verdicts, (text) => text.replace('"non_conforme"', '"conforme"')),
    );
    expect(remarks(report)).toEqual(
      expect.arrayContaining([
        `empreinte_differente ${dossierPaths.verdicts}`,
        `verdict_modifie ${dossierPaths.verdicts}`,
      ]),
    );
  });

  it('tells a manifest that was made to fit', async () => {
    const tree = await sample.files();
    tree.set(proof, Buffer.from('autre'));
    const forged = await sealFiles(
      new Map([...tree].filter(([path]) => !path.startsWith('META-INF/'))),
      sample.sealOptions,
    );
    tree.set(sealPaths.manifest, Buffer.from(forged.get(sealPaths.manifest)!));
    expect(remarks(await verifyBytes(await writeContainer(tree)))).toContain(`manifeste_altere ${sealPaths.manifest}`);
  });

  it('tells a removed manifest', async () => {
    const report = await tampered((tree) => tree.delete(sealPaths.manifest));
    expect(remarks(report)).toContain(`manifeste_absent ${sealPaths.manifest}`);
  });

  it('tells an unreadable manifest', async () => {
    const report = await tampered((tree) => tree.set(sealPaths.manifest, Buffer.from('<a')));
    expect(remarks(report)).toContain(`manifeste_illisible ${sealPaths.manifest}`);
  });

  it('tells a SHA256SUMS that says something else', async () => {
    const report = await tampered((tree) =>
      edit(tree, dossierPaths.sums, (text) => text.replace(/^./, (c) => (c === '0' ? '1' : '0'))),
    );
    expect(remarks(report)).toContain(`empreinte_differente ${dossierPaths.sums}`);
    expect(remarks(report).some((line) => line.startsWith('sha256sums_different'))).toBe(true);
  });

  it('tells a removed SHA256SUMS', async () => {
    const report = await tampered((tree) => tree.delete(dossierPaths.sums));
    expect(remarks(report)).toContain(`sha256sums_absent ${dossierPaths.sums}`);
  });

  it('tells a removed signature', async () => {
    const report = await tampered((tree) => tree.delete(sealPaths.signature));
    expect(remarks(report)).toContain(`signature_absente ${sealPaths.signature}`);
  });

  it('tells an unreadable signature', async () => {
    const report = await tampered((tree) => tree.set(sealPaths.signature, Buffer.from('rien')));
    expect(remarks(report)).toContain(`signature_illisible ${sealPaths.signature}`);
  });

  it('tells a bad signature from a signer who is not accepted', async () => {
    const report = await tampered((tree) => {
      const bytes = Buffer.from(tree.get(sealPaths.signature)!);
      bytes[bytes.length - 5] = (bytes[bytes.length - 5] ?? 0) ^ 1;
      tree.set(sealPaths.signature, bytes);
    });
    expect(remarks(report)).toContain(`signature_fausse ${sealPaths.signature}`);
    expect(report.facts.authenticite.state).toBe('rompu');
  });

  it('tells the signature of another key', async () => {
    const other = await publisherCredentials(sample, { name: 'autre', use: 'signature' });
    const tree = await sample.files();
    const report = await verifyBytes(await sealTree(tree, { ...sample.sealOptions, credentials: other.credentials }));
    expect(remarks(report)).toEqual([`signature_autre_cle ${sealPaths.signature}`]);
  });

  it('tells a removed token', async () => {
    const report = await tampered((tree) => tree.delete(sealPaths.token));
    expect(remarks(report)).toEqual([`jeton_absent ${sealPaths.token}`]);
  });

  it('tells an unreadable token', async () => {
    const report = await tampered((tree) => tree.set(sealPaths.token, Buffer.from('rien')));
    expect(remarks(report)).toEqual([`jeton_illisible ${sealPaths.token}`]);
  });

  it('tells a bad token', async () => {
    const report = await tampered((tree) => {
      const bytes = Buffer.from(tree.get(sealPaths.token)!);
      bytes[bytes.length - 5] = (bytes[bytes.length - 5] ?? 0) ^ 1;
      tree.set(sealPaths.token, bytes);
    });
    expect(remarks(report)).toEqual([`jeton_faux ${sealPaths.token}`]);
  });

  it('tells a token over something else', async () => {
    const token = await sample.sealOptions.timeStamper(Buffer.from('autre chose'));
    const report = await tampered((tree) => tree.set(sealPaths.token, token));
    expect(remarks(report)).toEqual([`jeton_autre_objet ${sealPaths.timeManifest}`]);
  });
});

describe('tampering with the key', () => {
  it('tells a verdict that the log does not give, in both files', async () => {
    const report = await resealed((tree) => {
      edit(tree, dossierPaths.verdicts, (text) => text.replaceAll('"non_conforme"', '"conforme"'));
      edit(tree, dossierPaths.document, (text) =>
        text.replaceAll('"verdict": "non_conforme"', '"verdict": "conforme"'),
      );
    });
    expect(new Set(remarks(report))).toEqual(
      new Set([`verdict_modifie ${dossierPaths.verdicts}`, `verdict_modifie ${dossierPaths.document}`]),
    );
    expect(report.facts.integrite.items[0]?.message).toContain('INS/va1.28.01');
  });

  it('tells verdicts that differ elsewhere than in a verdict', async () => {
    const report = await resealed((tree) =>
      edit(tree, dossierPaths.verdicts, (text) => text.replace('message-absent', 'autre')),
    );
    expect(remarks(report)).toEqual([`verdicts_differents ${dossierPaths.verdicts}`]);
  });

  it('tells counts that do not match', async () => {
    const report = await resealed((tree) =>
      edit(tree, dossierPaths.document, (text) =>
        text.replace(/"scenarios_sans_video": \d+/, '"scenarios_sans_video": 0'),
      ),
    );
    expect(remarks(report)).toEqual([`comptes_differents ${dossierPaths.document}`]);
  });

  it('tells a finding that dossier.json words otherwise', async () => {
    const report = await resealed((tree) =>
      edit(tree, dossierPaths.document, (text) => text.replace('un message de refus', 'rien')),
    );
    expect(remarks(report)).toEqual([`dossier_json_different ${dossierPaths.document}`]);
  });

  it('tells a dossier.json out of its schema', async () => {
    const report = await resealed((tree) =>
      edit(tree, dossierPaths.document, (text) => text.replace('"version": 1\n', '"version": 2\n')),
    );
    expect(remarks(report)).toEqual([`dossier_json_invalide ${dossierPaths.document}`]);
  });

  it('tells an edited log', async () => {
    const report = await resealed((tree) =>
      edit(tree, dossierPaths.events, (text) => text.replace('"bloquant"', '"information"')),
    );
    expect(remarks(report)).toEqual(
      expect.arrayContaining([`journal_different ${dossierPaths.events}`, `registre_different ${dossierPaths.ledger}`]),
    );
  });

  it('tells a log with a broken line', async () => {
    const report = await resealed((tree) =>
      edit(tree, dossierPaths.events, (text) => text.replace(/\n\{"at"[^\n]*\n/, '\n{\n')),
    );
    expect(remarks(report)).toContain(`journal_illisible ${dossierPaths.events}`);
  });

  it('tells a plan that is not the one played', async () => {
    const report = await resealed((tree) => edit(tree, dossierPaths.plan, (text) => `${text}# autre\n`));
    expect(remarks(report)).toContain(`plan_different ${dossierPaths.plan}`);
  });

  it('tells a swapped proof', async () => {
    const report = await resealed((tree) => tree.set(proof, Buffer.from('autre')));
    expect(remarks(report)).toEqual([`preuve_substituee ${proof}`]);
  });

  it('tells a cited proof that is absent', async () => {
    const report = await resealed((tree) => tree.delete(proof));
    expect(remarks(report)).toEqual([`preuve_citee_absente ${proof}`]);
  });

  it('tells a proof that nothing cites', async () => {
    const report = await resealed((tree) => tree.set('preuves/ajout.png', Buffer.from('x')));
    expect(remarks(report)).toEqual(['preuve_non_citee preuves/ajout.png']);
  });

  it('tells an index that labels proofs otherwise', async () => {
    const report = await resealed((tree) =>
      edit(tree, dossierPaths.index, (text) => text.replace('Message affiché', 'Autre')),
    );
    expect(remarks(report)).toEqual([`index_different ${dossierPaths.index}`]);
  });

  it('tells a broken ledger', async () => {
    const report = await resealed((tree) =>
      edit(tree, dossierPaths.ledger, (text) => text.replace('"couloir":"MDV-LGC"', '"couloir":"SF"')),
    );
    expect(remarks(report)).toContain(`registre_rompu ${dossierPaths.ledger}`);
  });

  it('tells a ledger without the attempt', async () => {
    const report = await resealed((tree) => tree.set(dossierPaths.ledger, Buffer.alloc(0)));
    expect(remarks(report)).toContain(`registre_sans_tentative ${dossierPaths.ledger}`);
  });

  it('tells a journal of exchanges whose chain is broken', async () => {
    const report = await resealed((tree) => {
      const line = canonicalJson({ previous: '1'.repeat(64) });
      edit(tree, dossierPaths.exchanges, (text) => `${text}${line}\n`);
    });
    expect(remarks(report)).toContain(`echanges_rompus ${dossierPaths.exchanges}`);
  });

  it('tells a counter-proof written in by hand when the verifier brings the grid', async () => {
    const tree = await sample.files();
    edit(tree, dossierPaths.document, (text) => text.replace('"defaut": "defaut-1"', '"defaut": "defaut-9"'));
    const report = await verifyBytes(await sealTree(tree, sample.sealOptions), { context: sample.context });
    expect(remarks(report)).toEqual([`dossier_json_different ${dossierPaths.document}`]);
  });
});
