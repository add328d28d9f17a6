import { type HttpHandler, http } from 'msw';
import { type Environment, processEnvironment } from '../../core/index.ts';
import { contextOf, type HostedService, type HostFailure } from '../host/index.ts';
import { DmpDirectory } from './directory.ts';
import type { DmpPatient } from './patient.ts';
import { allows, rightOf } from './rights.ts';
import { type PageContent, pageResponse, type WebPage, webPages } from './web-pages.ts';
import { type Visitor, visitorOf } from './web-visitor.ts';

/** How the pages of the web access answer. */
export interface WebPsOptions {
  /** The directory of the DMP whose pages they are. */
  directory?: DmpDirectory;
  environment?: Pick<Environment, 'clock' | 'random'>;
}

const failures: Record<HostFailure, PageContent> = {
  adresse_inconnue: { status: 404, title: 'Page inconnue', lines: [['Adresses servies', '/AccesDirect/…']] },
  corps_trop_gros: { status: 413, title: 'Demande trop grande', lines: [] },
  erreur_interne: { status: 500, title: 'Le banc a échoué', lines: [] },
};

const ins = /^[1-478]\d{4}(?:\d{2}|2[AB])\d{6}(?:\d{2})?$/;

/**
 * The msw handlers of the contextual web access (TD0.9, TD0.10): `GET /AccesDirect/{page}[/INS]` (facts, DMP §9).
 * A page answers and notes the visit; what the real pages show is not simulated.
 */
export function webPsHandlers(options: WebPsOptions = {}): HttpHandler[] {
  const { environment = processEnvironment() } = options;
  const pages = new WebPages(options.directory ?? new DmpDirectory(environment), environment);
  return [
    http.get('*/AccesDirect/:page', ({ request, params }) => pages.answer(request, String(params['page']), '')),
    http.get('*/AccesDirect/:page/:ins', ({ request, params }) =>
      pages.answer(request, String(params['page']), String(params['ins'])),
    ),
  ];
}

/** The pages as a host serves them; browsers reach them: the client certificate is asked for, and not due. */
export function webPsService(options: WebPsOptions = {}): HostedService {
  return { name: 'dmp', handlers: webPsHandlers(options), failure: (failure) => pageResponse(failures[failure]) };
}

class WebPages {
  readonly #directory: DmpDirectory;
  readonly #environment: Pick<Environment, 'clock'>;

  constructor(directory: DmpDirectory, environment: Pick<Environment, 'clock'>) {
    this.#directory = directory;
    this.#environment = environment;
  }

  answer(request: Request, name: string, number: string): Response {
    const matricule = number.slice(0, 13);
    const context = contextOf(request);
    context?.attribute(number === '' ? [] : [...new Set([matricule, number])]);
    const page = pageOf(name, number);
    if (page === undefined) return pageResponse(failures.adresse_inconnue);
    const visitor = visitorOf(request, { directory: this.#directory, now: this.#environment.clock.now(), number });
    if (visitor === undefined) return pageResponse(unknownVisitor);
    const patient = this.#directory.patient(matricule);
    const refusal = this.#refusal(visitor, { patient, number });
    if (refusal !== undefined) return pageResponse({ ...denied, lines: [...denied.lines, ['Raison', refusal]] });
    const { professional, transaction } = visitor;
    this.#directory.visited({ page, matricule, professionnel: professional, transaction });
    return pageResponse(this.#content(page, visitor, patient));
  }

  #refusal(
    { professional, transaction, mode, profile }: Visitor,
    { patient, number }: { patient: DmpPatient | undefined; number: string },
  ): string | undefined {
    if (!allows(rightOf(transaction, { mode, profile, access: 'normal' }))) return `${transaction}, profil ${profile}`;
    if (number === '') return undefined;
    // A DMP is not created from the pages either (TD1.1; PDT-INF-527).
    if (patient === undefined || patient.etat === 'inexistant') return 'ce patient n’a pas de DMP';
    const state = this.#directory.authorisation(patient.matricule, professional);
    return state === 'INTERDIT' ? 'le patient a bloqué ce professionnel' : undefined;
  }

  #content(page: WebPage, { professional, transaction }: Visitor, patient: DmpPatient | undefined): PageContent {
    const { title } = webPages[page];
    const who: PageContent['lines'] = [
      ['Professionnel', professional],
      ['Accès', transaction],
    ];
    if (patient === undefined) return { status: 200, title, lines: who };
    const { matricule, cle, etat } = patient;
    const state = this.#directory.authorisation(matricule, professional) ?? 'NON_EXISTE';
    return {
      status: 200,
      title,
      lines: [
        ['Matricule INS', `${matricule}${cle}`],
        ['DMP', etat === 'ferme' ? 'fermé' : 'actif'],
        ['Autorisation', state],
        ...who,
      ],
    };
  }
}

const unknownVisitor: PageContent = {
  status: 403,
  title: 'Accès refusé',
  lines: [
    ['Code', 'probant_authentification_absente'],
    ['Raison', 'Il faut la carte d’un professionnel (certificat client, TD0.9) ou un jeton AIR en cours (TD0.10).'],
  ],
};

const denied = {
  status: 403,
  title: 'Accès refusé',
  lines: [['Code', 'DMPAccessDeniedByRightsService']],
} as const satisfies PageContent;

function pageOf(name: string, number: string): WebPage | undefined {
  if (!(name in webPages)) return undefined;
  const page = name as WebPage;
  const { patient } = webPages[page];
  if (number === '') return patient === 'exige' ? undefined : page;
  return patient !== 'aucun' && ins.test(number) ? page : undefined;
}
