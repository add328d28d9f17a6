import { cpSync, existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { exampleFile } from '../../rules/examples/index.ts';
import type { FileReport } from '../../runs/check/index.ts';
import { checkBy, freshFolder, needEngine, ownPack, removeFolders, whyNoEngine, writePack } from '../support/packs.ts';

const right = (await exampleFile('cda')).toString('utf8');
const mail = await exampleFile('courriel');
afterAll(removeFolders);

const ns = 'xmlns="http://purl.oclc.org/dsdl/schematron"';

/** What the packs say, apart from the rules of this release: `severity rule code`. */
function told(report: FileReport | undefined): string[] {
  const foreign = report?.findings.filter(({ ruleVersion }) => ruleVersion === '') ?? [];
  return foreign.map(({ severity, rule, code }) => `${severity} ${rule.split('/').at(-1)} ${code}`);
}

const why = (report: FileReport | undefined, rule: string): string =>
  report?.unseen.find((one) => one.rule.includes(rule))?.why ?? '';

describe('a pack in the shape of those of the ANS', () => {
  const volet = (extension: string): string =>
    right.replace('<id root=', `<templateId root="1.2.250.1.213.1.1.1.9999"${extension}/>$&`);
  const documents = {
    juste: right,
    sexe: right.replace('administrativeGenderCode code="F"', 'administrativeGenderCode code="Z"'),
    version: right.replace('<versionNumber value="1"/>', '<versionNumber value="100"/>'),
    titre: right.replace('<title>', `<title>${'x'.repeat(130)}`),
    extension: right.replace('extension="IPP0001"', `extension="${'9'.repeat(70)}"`),
    identifiants: right.replace('<code code="11490-0"', '<id root="2.25.7"/>$&'),
    oid: right.replace('<setId', '<id root="2.25.01"/>$&'),
    volet2024: volet(' extension="2024.01"'),
    volet: volet(''),
    courriel: mail,
  };
  const names = Object.keys(documents);
  let reports: FileReport[] = [];
  const of = (name: keyof typeof documents): FileReport | undefined => reports[names.indexOf(name)];

  beforeAll(async () => {
    if (whyNoEngine() === null) reports = await checkBy([ownPack], Object.values(documents));
  }, 120_000);
  beforeEach(needEngine);

  it('says nothing of a right document, whose every profile looked', () => {
    const looked = of('juste')?.looked.map(({ rule }) => rule) ?? [];
    expect(told(of('juste'))).toEqual([]);
    expect(looked).toEqual(
      expect.arrayContaining(['schematrons/profils/Socle.sch', 'schematrons/profils/structure/Structure.sch']),
    );
  });

  it.each([
    ['sexe', /^bloquant Socle.sch a-/],
    ['version', /^avertissement Socle.sch S-version$/],
    ['titre', /^bloquant Socle.sch S-titre$/],
    ['extension', /^information Socle.sch S-extension$/],
    ['identifiants', /^bloquant Structure.sch a-/],
  ] as const)('says of %s the one thing that is wrong', (name, expected) => {
    expect([...new Set(told(of(name)))]).toEqual([expect.stringMatching(expected)]);
  });

  it('says it in its own words, where it is, with its digest', () => {
    expect(of('sexe')?.findings.find(({ rule }) => rule.endsWith('Socle.sch'))).toMatchObject({
      message: "[sexe] Le code « Z » n'est pas du jeu de valeurs ../../jeuxDeValeurs/sexe.xml.",
      where: '/cda:ClinicalDocument/cda:recordTarget/cda:patientRole/cda:patient/cda:administrativeGenderCode',
      line: 21,
      source: expect.stringMatching(/^paquet, .*sha256 [0-9a-f]{64}\)$/) as string,
    });
  });

  it('mends by its diagnostics', () => {
    expect(of('version')?.findings[0]?.remedy).toBe('Repartez de 1 pour un nouveau document (ici 100).');
  });

  it.each([
    ['volet2024', '2024.01', 'celle du document'],
    ['volet', '2025.01', 'la plus récente'],
  ] as const)('judges %s by the volet %s of its model', (name, version, reason) => {
    const looked = of(name)?.looked.map(({ rule }) => rule) ?? [];
    expect(looked.filter((rule) => rule.includes('ESSAI'))).toEqual([`schematrons/CI-SIS_ESSAI_${version}.sch`]);
    expect(why(of(name), 'ESSAI')).toContain(reason);
  });

  it('judges no document by the volet of another model, nor by what its compiler left behind', () => {
    expect(why(of('juste'), 'ESSAI_2024')).toContain('modèle');
    expect(JSON.stringify(of('juste'))).not.toContain('colle.sch');
  });

  it('judges the document that a mail carries', () => {
    expect(of('courriel')?.looked.map(({ rule }) => rule)).toContain('schematrons/profils/Socle.sch');
  });
});

describe('a pack that says what it holds', () => {
  const xsd = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:hl7-org:v3" elementFormDefault="qualified">
    <xs:include schemaLocation="sous/types.xsd"/><xs:include schemaLocation="/etc/passwd"/>
    <xs:element name="ClinicalDocument"><xs:complexType><xs:sequence><xs:element name="id" maxOccurs="2" xmlns:h="urn:hl7-org:v3" type="h:II"/></xs:sequence></xs:complexType></xs:element></xs:schema>`;
  const types = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:hl7-org:v3"><xs:complexType name="II"><xs:attribute name="root" type="xs:integer" use="required"/></xs:complexType></xs:schema>`;
  const schema = `<schema ${ns} queryBinding="xslt2"><phase id="p"><active pattern="p"/></phase><pattern id="p"><rule context="/"><assert id="P" test="false()">P</assert></rule></pattern><pattern><rule context="/"><assert id="Q" test="false()">Q</assert></rule></pattern></schema>`;
  const yaml = `version: 1
nom: Essai
schemas:
  - fichier: a.sch
    phase: p
  - fichier: b.sch
    modeles: ["1.2.3"]
  - fichier: c.sch
    sortes: [vihf]
xsd:
  - fichier: xsd/document.xsd
`;
  const document = '<ClinicalDocument xmlns="urn:hl7-org:v3">\n<id root="1"/>\n<id root="x"/>\n</ClinicalDocument>';
  let report: FileReport | undefined;

  beforeAll(async () => {
    if (whyNoEngine() !== null) return;
    const files = { 'a.sch': schema, 'b.sch': schema, 'c.sch': schema, 'd.sch': schema };
    const pack = writePack({
      ...files,
      'probant-pack.yaml': yaml,
      'xsd/document.xsd': xsd.replace('<xs:include schemaLocation="/etc/passwd"/>', ''),
      'xsd/sous/types.xsd': types,
    });
    [report] = await checkBy([pack], [document]);
  }, 120_000);
  beforeEach(needEngine);

  it('judges by its schemas alone, in their phase', () => {
    expect(told(report).filter((one) => one.includes('.sch'))).toEqual(['bloquant a.sch P']);
  });

  it('says which are for another document', () => {
    expect([why(report, 'b.sch'), why(report, 'c.sch')]).toEqual([
      expect.stringContaining('modèle'),
      expect.stringContaining('sorte'),
    ]);
  });

  it('judges by its XSD, with place and line', () => {
    expect(report?.findings.find(({ rule }) => rule === 'xsd/document.xsd')).toMatchObject({
      code: 'cvc-datatype-valid.1.2.1',
      where: '/ClinicalDocument/id[2]',
      line: 3,
      source: expect.stringContaining('Essai') as string,
    });
  });
});

describe('the XSD of the CDA', () => {
  const shared = join(import.meta.dirname, '../../../shared/data');

  it('refuses the documents that xmllint refuses by it, and no other', async (context) => {
    needEngine(context);
    if (!existsSync(join(shared, 'xsd/xsd-cda'))) context.skip('../shared/data/xsd est absent');
    const pack = writePack({
      'probant-pack.yaml': 'version: 1\nschemas: []\nxsd: [{ fichier: xsd/CDA_extended.xsd }]\n',
    });
    cpSync(join(shared, 'xsd/xsd-cda'), join(pack, 'xsd'), { recursive: true });
    const { documents } = JSON.parse(readFileSync(join(shared, 'cda/expected.json'), 'utf8')) as {
      documents: Array<{ file: string; xsd: string }>;
    };
    // What is not XML is refused by our rules, and no pack reads it.
    const told = documents.filter(({ xsd }) => !xsd.includes('tag mismatch'));
    const reports = await checkBy(
      [pack],
      told.map(({ file }) => readFileSync(join(shared, 'cda', file))),
    );
    const refused = reports.map(({ findings }) => findings.some(({ rule }) => rule === 'xsd/CDA_extended.xsd'));
    expect(told.filter((_, i) => refused[i]).map(({ file }) => file)).toEqual(
      told.filter(({ xsd }) => xsd !== 'valid').map(({ file }) => file),
    );
    expect(reports.every(({ looked }) => looked.some(({ rule }) => rule === 'xsd/CDA_extended.xsd'))).toBe(true);
  }, 120_000);
});

describe('a hostile pack', () => {
  const secret = 'probant-secret-du-poste';
  const outside = join(freshFolder(), 'secret.xml');
  const says = (expression: string, more = ''): string =>
    `<schema ${ns} queryBinding="xslt3" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><ns prefix="f" uri="urn:f"/><ns prefix="j" uri="java:java.lang.System"/>${more}<pattern><rule context="/"><report test="true()">vu <value-of select="${expression}"/></report></rule></pattern></schema>`;
  const looping =
    '<xsl:function name="f:f"><xsl:param name="n"/><xsl:sequence select="f:f($n + 1) + f:f($n + 2)"/></xsl:function>';
  const schemas: Record<string, string> = {
    'fichier.sch': says(`document('file://${outside}')`),
    'chemin.sch': says(`document('${outside}')`),
    'remonte.sch': says(`doc('../../../../../../../..${outside}')`),
    'lien.sch': says("doc('lien.xml')"),
    'entite.sch': says("doc('entite.xml')"),
    'texte.sch': says(`unparsed-text('file://${outside}')`),
    'reseau.sch': says("doc('http://127.0.0.1:9/x')"),
    'collection.sch': says("collection('.')"),
    'java.sch': says("j:getProperty('user.home')"),
    'ecrit.sch': says(
      '1',
      `<xsl:template match="/" mode="ecrit"><xsl:result-document href="file://${outside}.ecrit"/></xsl:template>`,
    ).replace('<report', '<let name="w" value="1"/><report'),
    'pile.sch': says('f:f(1)', looping),
    'faux.sch': says('1 +'),
    'environnement.sch': says(`concat('[', environment-variable('PROBANT_ESSAI_SECRET'), ']')`),
    'juste.sch': says("'bien'"),
  };
  let report: FileReport | undefined;

  beforeAll(async () => {
    if (whyNoEngine() !== null) return;
    writeFileSync(outside, `<s>${secret}</s>`);
    process.env['PROBANT_ESSAI_SECRET'] = secret;
    const pack = writePack({
      ...schemas,
      'entite.xml': `<!DOCTYPE s [<!ENTITY e SYSTEM "file://${outside}">]><s>&e;</s>`,
    });
    symlinkSync(outside, join(pack, 'lien.xml'));
    [report] = await checkBy([pack], [right]);
  }, 180_000);
  beforeEach(needEngine);

  it('reads nothing of the machine', () => expect(JSON.stringify(report)).not.toContain(secret));

  it.each([
    ['fichier.sch', 'hors du paquet'],
    ['chemin.sch', 'absent du paquet'],
    ['remonte.sch', 'hors du paquet'],
    ['lien.sch', 'hors du paquet'],
    ['entite.sch', 'DOCTYPE'],
    ['texte.sch', 'FOUT1170'],
    ['reseau.sch', 'hors du paquet'],
    ['collection.sch', 'FODC0002'],
    ['java.sch', 'XPST0017'],
    ['faux.sch', 'XPST0003'],
    ['pile.sch', 'pile|nested function calls'],
  ])('is told that its %s cannot do that', (schema, reason) => {
    expect(why(report, schema)).toMatch(new RegExp(reason));
  });

  it('gives no variable of the environment', () => {
    expect(report?.findings.find(({ rule }) => rule === 'environnement.sch')?.message).toBe('vu []');
  });

  it('judges by what is right in it', () => {
    expect(report?.findings.find(({ rule }) => rule === 'juste.sch')?.message).toBe('vu bien');
  });
});

describe('a pack that does not end', () => {
  const judging = (expression: string): string =>
    `<schema ${ns} queryBinding="xslt2" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><ns prefix="f" uri="urn:f"/><xsl:function name="f:f"><xsl:param name="n"/><xsl:sequence select="f:f($n + 1)"/></xsl:function><pattern><rule context="/"><assert id="A" test="${expression}">A</assert></rule></pattern></schema>`;
  const endless = 'f:f(count(//*)) = 1';
  const huge =
    'string-length(string-join(for $i in 1 to 200000000 return concat($i, generate-id(/)), $i0)) = 1'.replace(
      '$i0',
      "'-'",
    );

  it('is stopped, and what comes after still judges', async (context) => {
    needEngine(context);
    const pack = writePack({ 'a.sch': judging(endless), 'b.sch': judging('false()') });
    const limits = { compileMs: 15_000, judgeMs: 1_000 };
    const [report] = await checkBy([pack], [right], { limits });
    expect([why(report, 'a.sch'), told(report)]).toEqual(['rien au bout de 16 s', ['bloquant b.sch A']]);
  }, 120_000);

  it('nor fits in memory is stopped, and what comes after still judges', async (context) => {
    needEngine(context);
    const pack = writePack({ 'a.sch': judging(huge), 'b.sch': judging('false()') });
    const [report] = await checkBy([pack], [right], { memory: '64m' });
    expect([why(report, 'a.sch'), told(report)]).toEqual(['la mémoire de Java ne suffit pas', ['bloquant b.sch A']]);
  }, 180_000);
});

describe('a hostile document', () => {
  beforeEach(needEngine);

  it('with entities is refused by our rules, and no pack reads it', async () => {
    const bomb = right.replace(/^(?:<\?xml[^>]*\?>)?/, '$&<!DOCTYPE c [<!ENTITY a "x"><!ENTITY b "&a;&a;">]>');
    const [report] = await checkBy([ownPack], [bomb]);
    expect([report?.outcome, told(report), why(report, 'paquet')]).toEqual([
      'constats_bloquants',
      [],
      expect.stringContaining('aucun document XML'),
    ]);
  }, 60_000);

  it('with very many findings has the first of them told', async () => {
    const pack = writePack({
      'a.sch': `<schema ${ns} queryBinding="xslt2"><pattern><rule context="*"><assert id="A" test="false()">A</assert></rule></pattern></schema>`,
    });
    const [report] = await checkBy([pack], [right.replace('</c:ClinicalDocument>', `${'<x/>'.repeat(3_000)}$&`)]);
    expect([told(report).length, why(report, 'a.sch')]).toEqual([500, expect.stringMatching(/^\d+ autres constats/)]);
  }, 60_000);
});

describe('without an engine', () => {
  it.each([
    ['Java', { java: '/nulle/part/java' }, 'Java n’a pas été trouvée'],
    ['Saxon', { saxon: '/nulle/part/saxon.jar' }, 'n’existe pas'],
    ['a jar that is Saxon', { saxon: join(ownPack, 'LISEZMOI.txt') }, ''],
  ])(
    '(%s) our rules judge, and the report says what did not',
    async (_, options, reason) => {
      const [report] = await checkBy([ownPack], [right], options);
      const packs = report?.looked.filter(({ rule }) => rule.endsWith('.sch'));
      expect([report?.outcome, packs, why(report, 'Socle.sch')]).toEqual([
        'sans_constat_bloquant',
        [],
        expect.stringContaining(reason),
      ]);
    },
    60_000,
  );
});

describe('a pack that is none', () => {
  it.each<[string, Record<string, string>, string]>([
    ['is empty', { 'x.txt': '' }, 'aucun schéma'],
    ['says what is not YAML', { 'probant-pack.yaml': 'a: [' }, 'probant-pack.yaml'],
    ['says what is unknown', { 'probant-pack.yaml': 'version: 1\nregles: []' }, 'regles'],
    ['names a file that is absent', { 'probant-pack.yaml': 'version: 1\nschemas: [{ fichier: x.sch }]' }, 'x.sch'],
    ['names a file outside', { 'probant-pack.yaml': 'version: 1\nschemas: [{ fichier: ../x.sch }]' }, '../x.sch'],
  ])('%s is refused', async (_, files, reason) => {
    await expect(checkBy([writePack(files)], [right])).rejects.toMatchObject({
      code: 'paquet_illisible',
      message: expect.stringContaining(reason) as string,
    });
  });

  it('is not there is refused', async () => {
    const folder = join(freshFolder(), 'absent');
    await expect(checkBy([folder], [right])).rejects.toMatchObject({ code: 'paquet_illisible' });
  });
});
