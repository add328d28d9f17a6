import type { XmlElement } from 'libxml2-wasm';
import { textAt } from '../../core/index.ts';
import { cda } from '../pieces/index.ts';
import { classificationsOf, type Described, entryScheme, slotValues } from './entries.ts';
import { readXcn, readXon } from './formats.ts';

/** One value that the header and the entry should share. */
export interface Pair {
  code: string;
  /** Attribute of the entry. */
  attribute: string;
  /** XPath in the header. */
  header: string;
  expected: string | null;
  got: string | null;
  severity?: 'avertissement';
  /** True where one that is absent differs from one that is there; else each side's own rule tells it. */
  absence?: boolean;
  /** French: what mends it, where it is not merely to take the one from the other. */
  how?: string;
}

/** The authors of the header and those of the entry, in order, and the person answerable for the document. */
export function people(entry: Described, root: XmlElement): Pair[] {
  const authors = root.find('h:author', cda) as XmlElement[];
  const described = classificationsOf(entry.element, entryScheme.author);
  const legal = root.get('h:legalAuthenticator/h:assignedEntity', cda) as XmlElement | null;
  const [signer = ''] = slotValues(entry.element, 'legalAuthenticator');
  return [
    {
      code: 'auteurs',
      attribute: 'author',
      header: 'author',
      expected: String(authors.length),
      got: String(described.length),
    },
    ...authors.flatMap((author, i) => authorPairs(author, described[i], i + 1)),
    ...(legal === null
      ? []
      : personPairs(legal, { xcn: signer, attribute: 'legalAuthenticator', header: 'legalAuthenticator' })),
  ];
}

function authorPairs(author: XmlElement, described: XmlElement | undefined, rank: number): Pair[] {
  const assigned = author.get('h:assignedAuthor', cda) as XmlElement | null;
  if (described === undefined || assigned === null) return [];
  const [xcn = ''] = slotValues(described, 'authorPerson');
  const [xon = ''] = slotValues(described, 'authorInstitution');
  const [specialty = ''] = slotValues(described, 'authorSpecialty');
  const [code = '', , scheme = ''] = specialty.split('^');
  const header = `author[${rank}]/assignedAuthor`;
  const organization = 'h:representedOrganization/h:id/@extension';
  return [
    ...personPairs(assigned, { xcn, attribute: `author ${rank} · authorPerson`, header }),
    {
      code: 'structure',
      attribute: `author ${rank} · authorInstitution`,
      header: `${header}/representedOrganization/id/@extension`,
      expected: textAt(assigned, organization, cda),
      got: readXon(xon)?.id ?? null,
      // One that has not its form is told by xds.fiche.
      absence: xon === '',
    },
    {
      code: 'specialite',
      attribute: `author ${rank} · authorSpecialty`,
      header: `${header}/code`,
      expected: codeOf(assigned, 'h:code'),
      got: specialty === '' ? null : `${code} (${scheme})`,
      absence: true,
    },
  ];
}

function personPairs(
  assigned: XmlElement,
  { xcn, attribute, header }: { xcn: string; attribute: string; header: string },
): Pair[] {
  const id = textAt(assigned, 'h:id[1]/@extension', cda);
  const root = textAt(assigned, 'h:id[1]/@root', cda);
  const found = readXcn(xcn);
  const family = textAt(assigned, 'h:assignedPerson/h:name/h:family', cda);
  const given = textAt(assigned, 'h:assignedPerson/h:name/h:given', cda);
  const names: Pair = {
    code: 'personne-nom',
    attribute,
    header: `${header}/assignedPerson/name`,
    expected: family && given ? `${family} ${given}` : null,
    got: found && `${found.family} ${found.given}`,
  };
  return [
    {
      code: 'personne',
      attribute,
      header: `${header}/id`,
      expected: id === null ? root : `${id} (${root ?? ''})`,
      got: found && (id === null ? found.oid : `${found.id} (${found.oid})`),
    },
    // A system has a model and a software, which the mappings do not order alike.
    names,
  ];
}

/** `code (codeSystem)` of a coded element of the header, null where it has no code. */
export function codeOf(scope: XmlElement, path: string): string | null {
  const code = textAt(scope, `${path}/@code`, cda);
  return code === null ? null : `${code} (${textAt(scope, `${path}/@codeSystem`, cda) ?? ''})`;
}
