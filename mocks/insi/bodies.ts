import type { InsiOperation } from './actions.ts';
import { contentAt, contentsAt, type Outline } from './outline.ts';

/** Traits of a `RECSANSVITALE`, exactly as sent; an absent element is null. */
export interface RequestedTraits {
  nomNaissance: string | null;
  /** The `Prenom` elements, in order. */
  prenoms: readonly string[];
  sexe: string | null;
  dateNaissance: string | null;
  lieuNaissance: string | null;
}

/** A matricule as a request bears it; the parts that it lacks are empty. */
export interface RequestedMatricule {
  matricule: string;
  cle: string;
}

/** Content of a `RECVITALE`, exactly as read from the card; an absent element is null. */
export interface RequestedCard {
  /** `MatriculeIndividu`: of the person. */
  individu: RequestedMatricule | null;
  /** `MatriculeOD`: of the one who opens the rights. */
  ouvrantDroit: RequestedMatricule | null;
  nomNaissance: string | null;
  dateNaissance: string | null;
}

const body = 'soap:Envelope/soap:Body';
const search = `${body}/sans:RECSANSVITALE`;
const cardSearch = `${body}/vit:RECVITALE`;
const claim = 'req:IndividuVerifie';

const roots: ReadonlyMap<string, InsiOperation> = new Map([
  [search, 'WS_INS2'],
  [cardSearch, 'WS_INS1'],
  [`${body}/req:RequeteUnitaire`, 'WS_INS3'],
  [`${body}/lot:DepotLot`, 'WS_INS4'],
  [`${body}/lot:RecuperationLot`, 'WS_INS5'],
]);

/** Where the identities to verify stand: alone, or in a batch. */
export const claimPaths = [`${body}/req:RequeteUnitaire/${claim}`, `${body}/lot:DepotLot/${claim}`] as const;

/** Where the number of an asked batch stands. */
export const lotIdPath = `${body}/lot:RecuperationLot/lot:IdLot`;

// What attributes an exchange (see `Exchange.keys`).
const keyPaths = [
  `${search}/sans:NomNaissance`,
  `${cardSearch}/vit:NomNaissance`,
  `${cardSearch}/vit:MatriculeIndividu/vit:NumIdentifiant`,
  `${cardSearch}/vit:MatriculeOD/vit:NumIdentifiant`,
  ...claimPaths.flatMap((path) => [
    `${path}/req:TraitsIdentiteIndividu/req:NomNaissance`,
    `${path}/req:INSFourni/req:IdIndividu/req:NumIdentifiant`,
  ]),
];

/** The operation whose body a message bears. */
export function bodyOperation(outline: Outline): InsiOperation | undefined {
  for (const [path, operation] of roots) if (outline.has(path)) return operation;
  return undefined;
}

/** Reads a search by traits. Nothing is trimmed: the comparison with the reference base is exact. */
export function readTraits(outline: Outline): RequestedTraits {
  const value = (name: string): string | null => contentAt(outline, `${search}/sans:${name}`);
  return {
    nomNaissance: value('NomNaissance'),
    prenoms: contentsAt(outline, `${search}/sans:Prenom`),
    sexe: value('Sexe'),
    dateNaissance: value('DateNaissance'),
    lieuNaissance: value('LieuNaissance'),
  };
}

/** Reads a search by card. */
export function readCard(outline: Outline): RequestedCard {
  const value = (name: string): string | null => contentAt(outline, `${cardSearch}/vit:${name}`);
  const matricule = (name: string): RequestedMatricule | null => {
    const number = value(`${name}/vit:NumIdentifiant`);
    return number === null ? null : { matricule: number, cle: value(`${name}/vit:Cle`) ?? '' };
  };
  return {
    individu: matricule('MatriculeIndividu'),
    ouvrantDroit: matricule('MatriculeOD'),
    nomNaissance: value('NomNaissance'),
    dateNaissance: value('DateNaissance'),
  };
}

/** Birth names and matricules of a request, in upper case. */
export function keysOf(outline: Outline): string[] {
  const found = keyPaths.flatMap((path) => contentsAt(outline, path));
  return [...new Set(found.map((key) => key.trim().toUpperCase()).filter((key) => key !== ''))];
}
