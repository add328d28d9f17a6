import { exampleFile } from '../../rules/examples/index.ts';
import { archiveFile, documentMail, pdfFile, rightCda, rightPdf } from '../../rules/examples/pieces.ts';
import { hasMember, rightEntry, rightSet, submitObjects } from '../../rules/examples/xds.ts';
import { type ZipForm, zipInForm } from '../property/zip-form.ts';

type Make = () => Buffer | string | Promise<Buffer | string>;

const repeated = (text: string, count: number): string => text.repeat(count);
const megabytes = (count: number): string => repeated('x', count * 1_000_000);
const numbered = (count: number, make: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => make(i)).join('');

/** What goes right after the start of the root element. */
const insides: Readonly<Record<string, () => string>> = {
  'cent mille niveaux': () => repeated('<a>', 100_000) + repeated('</a>', 100_000),
  'un million d’attributs': () => `<a ${numbered(1_000_000, (i) => `a${i}="" `)}/>`,
  'un attribut de 60 Mo': () => `<a b="${megabytes(60)}"/>`,
  'un texte de 60 Mo': () => `<a>${megabytes(60)}</a>`,
  'un nom de 20 Mo': () => `<${megabytes(20)}/>`,
  'deux cent mille espaces de noms': () => numbered(200_000, (i) => `<p${i}:a xmlns:p${i}="urn:${i}"/>`),
  'un octet nul': () => '\0',
  'cinq millions d’éléments': () => repeated('<a/>', 5_000_000),
  'deux millions de commentaires': () => repeated('x<!-- -->', 2_000_000),
  'des références sans fin': () => repeated('&#65;', 5_000_000),
};

/** What goes before the root element. */
const befores: Readonly<Record<string, () => string>> = {
  'un milliard de rires': () =>
    `<!DOCTYPE x [<!ENTITY e0 "x">${numbered(9, (i) => `<!ENTITY e${i + 1} "${repeated(`&e${i};`, 10)}">`)}]>`,
  'une entité d’un mégaoctet, cent mille fois': () =>
    `<!DOCTYPE x [<!ENTITY e "${megabytes(1)}">]><!--${repeated('&e;', 100_000)}-->`,
  'des commentaires sans fin': () => repeated('<!--', 1_000_000),
  'des instructions sans fin': () => repeated('<?', 1_000_000),
  'un million de niveaux': () => repeated('<a>', 1_000_000),
  'UTF-7': () => '<?xml version="1.0" encoding="UTF-7"?>',
};

const xmlFiles = ['cda', 'insi', 'recherche', 'vihf'] as const;

function xmlAttacks(): Record<string, Make> {
  const bare = async (file: (typeof xmlFiles)[number]): Promise<string> =>
    (await exampleFile(file)).toString().replace(/^<\?xml[^>]*\?>\s*/, '');
  const entries = xmlFiles.flatMap(
    (file): Array<[string, Make]> => [
      ...Object.entries(insides).map(([name, make]): [string, Make] => [
        `${file} : ${name}`,
        async () => (await bare(file)).replace(/^<[^>]*>/, (root) => root + make()),
      ]),
      ...Object.entries(befores).map(([name, make]): [string, Make] => [
        `${file} : ${name}`,
        async () => make() + (await bare(file)),
      ]),
      [`${file} : UTF-8 invalide`, async () => Buffer.from((await bare(file)).replace('>', '>\xc3(\xff'), 'latin1')],
      [`${file} : UTF-32`, async () => utf32(await bare(file))],
    ],
  );
  return Object.fromEntries(entries);
}

function utf32(text: string): Buffer {
  const codes = [0xfeff, ...[...text].map((character) => character.codePointAt(0) ?? 0)];
  return Buffer.from(Uint32Array.from(codes).buffer);
}

/** Documents whose rules could compare everything with everything. */
const crowds: Record<string, Make> = {
  'CDA de huit mille auteurs': () => rightCda.replace(/<author>.*?<\/author>/s, (one) => repeated(one, 8_000)),
  'CDA de cinq mille patients': () =>
    rightCda.replace(/<recordTarget>.*?<\/recordTarget>/s, (one) => repeated(one, 5_000)),
  'CDA de codes faux': () =>
    rightCda.replace(/<performer .*?<\/performer>/s, (one) => repeated(one.replace('AMBULATOIRE', 'ZZ'), 8_000)),
  'CDA d’éléments interdits': () => rightCda.replace('<birthTime', `${repeated('<raceCode/>', 90_000)}<birthTime`),
  'lot de vingt mille associations': () => submitObjects(rightSet() + rightEntry() + repeated(hasMember, 20_000)),
  'lot de mille fiches': () =>
    submitObjects(rightSet() + numbered(1_000, (i) => rightEntry().replaceAll('Document01', `D${i}`)) + hasMember),
};

const mailHead = 'From: a@b.fr\r\nTo: c@d.fr\r\nSubject: x\r\n';
const mixed = (boundary: string): string => `${mailHead}Content-Type: multipart/mixed; boundary="${boundary}"\r\n\r\n`;

const mails: Record<string, Make> = {
  'courriel de cent mille niveaux': () =>
    mailHead + numbered(100_000, (i) => `Content-Type: multipart/mixed; boundary=b${i}\r\n\r\n--b${i}\r\n`),
  'courriel de cent mille parties': () => mixed('b') + repeated('\r\n--b\r\n', 100_000),
  'courriel d’un en-tête de 60 Mo': () => `${mailHead}X: ${megabytes(60)}\r\n\r\nx`,
  'courriel dont la frontière ne finit pas': () =>
    mixed(repeated('b', 100_000)) + repeated(`--${repeated('b', 99_999)}\r\n`, 500),
  'courriel tout en tirets': () => mixed('-') + repeated('-', 50_000_000),
  'courriel de presque-frontières': () => mixed('b') + repeated(' --b', 10_000_000),
  'courriel en base 64 de 60 Mo': () =>
    `${mailHead}Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n${repeated('A', 60_000_000)}`,
  'courriel de mille archives': async () => {
    const { bytes } = await archiveFile();
    const file = { name: 'IHE_XDM.ZIP', type: 'application/zip', bytes };
    return documentMail(Array.from({ length: 900 }, () => file));
  },
  'courriel de bombes': async () => {
    const zeros = Object.fromEntries(
      Array.from({ length: 200 }, (_, i) => [`IHE_XDM/SUBSET01/D${i}.XML`, Buffer.alloc(1_000_000)]),
    );
    const { bytes } = await archiveFile(zeros);
    return documentMail([
      ...Array.from({ length: 50 }, () => ({ name: 'IHE_XDM.ZIP', type: 'application/zip', bytes })),
      pdfFile(),
    ]);
  },
};

const plainZip: ZipForm = {
  seed: '0',
  order: false,
  folders: false,
  stored: false,
  descriptors: false,
  extras: false,
  zip64: false,
  comments: false,
  utf8: true,
  system: 3,
};

function zipOf(names: readonly string[], bytes: Buffer = Buffer.from('<a/>'), change: Partial<ZipForm> = {}): Buffer {
  const marker = { name: 'IHE_XDM/SUBSET01/METADATA.XML', bytes: Buffer.from('<a/>') };
  return zipInForm([marker, ...names.map((name) => ({ name, bytes }))], { ...plainZip, ...change });
}

/** One field of the directory of an archive in place of another, wherever it stands. */
function patched(zip: Buffer, change: (header: Buffer) => void): Buffer {
  const copy = Buffer.from(zip);
  for (let at = copy.indexOf('PK\x01\x02'); at !== -1; at = copy.indexOf('PK\x01\x02', at + 4))
    change(copy.subarray(at));
  return copy;
}

const dangerous: Readonly<Record<string, string>> = {
  'vers le haut': '../../canari',
  absolu: '/etc/canari',
  Windows: 'C:\\canari',
  'avec une barre inverse': 'IHE_XDM\\canari',
  'avec un octet nul': 'IHE_XDM/a\0b',
  'avec un retour': 'IHE_XDM/a\rb',
};

const archives: Record<string, Make> = {
  ...Object.fromEntries(
    Object.entries(dangerous).map(([name, path]): [string, Make] => [`archive au nom ${name}`, () => zipOf([path])]),
  ),
  'archive au nom qui s’écrit à l’envers': () => zipOf(['IHE_XDM/\u202eLMX.exe']),
  'archive de noms doubles': () => zipOf(['IHE_XDM/A.XML', 'IHE_XDM/a.xml']),
  'archive d’un lien': () => patched(zipOf(['IHE_XDM/A.XML']), (header) => header.writeUInt32LE(0o120777 * 65_536, 38)),
  'archive de soixante-cinq mille fichiers': () => zipOf(Array.from({ length: 65_000 }, (_, i) => `IHE_XDM/F${i}`)),
  'archive d’une bombe': () => zipOf(['IHE_XDM/SUBSET01/A.XML'], Buffer.alloc(200_000_000)),
  'archive dans une archive': () =>
    zipOf(['IHE_XDM/SUBSET01/A.ZIP'], zipOf(['IHE_XDM/SUBSET01/A.XML'], Buffer.alloc(50_000_000))),
  'archive qui ment sur ses tailles': () =>
    patched(zipOf(['IHE_XDM/A.XML'], Buffer.alloc(3_000_000)), (header) => header.writeUInt32LE(10, 24)),
  'archive dont les fichiers se recouvrent': () =>
    patched(zipOf(['IHE_XDM/SUBSET01/A.XML', 'IHE_XDM/SUBSET01/B.XML']), (header) => header.writeUInt32LE(0, 42)),
  'archive ZIP64 sans fin': () =>
    patched(zipOf(['IHE_XDM/A.XML'], Buffer.from('<a/>'), { zip64: true }), (header) => {
      header.fill(0xff, 46 + header.readUInt16LE(28) + 4, 46 + header.readUInt16LE(28) + 12);
    }),
  'archive au répertoire coupé': () => zipOf(['IHE_XDM/A.XML']).subarray(0, -30),
  'archive de deux cents documents énormes': async () =>
    (
      await archiveFile(
        Object.fromEntries(
          Array.from({ length: 200 }, (_, i) => [`IHE_XDM/SUBSET01/D${i}.XML`, `<a>${repeated('<a/>', 200_000)}</a>`]),
        ),
      )
    ).bytes,
};

const pdf = (text: string): string => rightPdf.toString('latin1').replace('trailer', () => `${text}\ntrailer`);

const others: Record<string, Make> = {
  'PDF de deux millions d’objets': () =>
    Buffer.from(pdf(repeated('9 0 obj <</A 9 0 R>> endobj\n', 2_000_000)), 'latin1'),
  'PDF de parenthèses': () => Buffer.from(pdf(repeated('(', 50_000_000)), 'latin1'),
  'PDF de flux sans fin': () => Buffer.from(pdf(repeated('stream\n', 8_000_000)), 'latin1'),
  'PDF de métadonnées sans fin': () => Buffer.from(pdf(repeated('<pdfaid:part>', 3_000_000)), 'latin1'),
  'HL7 de trois millions de segments': async () => `${await mdm()}${repeated('OBX|1|ED|x||y\r', 3_000_000)}`,
  'HL7 d’un champ de 50 Mo': async () => `${await mdm()}OBX|1|ED|x||${megabytes(50)}\r`,
  'HL7 de composants sans fin': async () => (await mdm()).replace('PID|', `PID|${repeated('^&~', 10_000_000)}`),
  'HL7 d’échappements': async () => `${await mdm()}OBX|${repeated('\\', 50_000_000)}\r`,
  'HL7 dont MSH ne finit pas': () => `MSH|^~\\&${repeated('|A', 20_000_000)}`,
  'requête sans fin d’en-têtes': () => `POST /x HTTP/1.1\r\n${repeated('a: b\r\n ', 8_000_000)}`,
  'blancs sans fin': () => repeated(' ', 60_000_000),
  'chevrons sans fin': () => repeated('<', 60_000_000),
};

async function mdm(): Promise<string> {
  return (await exampleFile('mdm')).toString();
}

/** Files made to exhaust their reader, by what they are. */
export const hostileFiles: Readonly<Record<string, Readonly<Record<string, Make>>>> = {
  XML: xmlAttacks(),
  foules: crowds,
  courriels: mails,
  archives,
  autres: others,
};
