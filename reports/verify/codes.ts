/** The four facts that `verify` keeps apart (design §5.6). */
export type Fact = 'integrite' | 'authenticite' | 'temps' | 'suffisance';

/**
 * What a remark does to its fact: `echec` breaks it, `manque` leaves it unestablished, `information` and `ok` leave it be.
 */
export type Level = 'ok' | 'information' | 'manque' | 'echec';

interface CodeText {
  fact: Fact;
  level: Level;
  /** French; `{name}` is replaced by the detail of that name. */
  text: string;
}

const texts = {
  // Integrity: the container
  conteneur_illisible: { fact: 'integrite', level: 'echec', text: 'Le conteneur est illisible ou tronqué : {detail}' },
  conteneur_trop_gros: {
    fact: 'integrite',
    level: 'echec',
    text: 'Le conteneur dépasse ce que Probant ouvre (bombe de décompression ?) : {detail}',
  },
  conteneur_chemin_dangereux: {
    fact: 'integrite',
    level: 'echec',
    text: 'Un nom de fichier sort du conteneur ou contient des caractères interdits : {detail}',
  },
  conteneur_nom_double: {
    fact: 'integrite',
    level: 'echec',
    text: 'Deux fichiers portent le même nom, à la casse près : {detail}',
  },
  conteneur_lien_symbolique: {
    fact: 'integrite',
    level: 'echec',
    text: 'Le conteneur contient un lien symbolique : {detail}',
  },
  conteneur_chiffre: { fact: 'integrite', level: 'echec', text: 'Un fichier est chiffré : {detail}' },
  conteneur_entete_contradictoire: {
    fact: 'integrite',
    level: 'echec',
    text: 'L’en-tête d’un fichier contredit le répertoire du conteneur : {detail}',
  },
  mimetype_absent: { fact: 'integrite', level: 'echec', text: 'Le fichier mimetype est absent' },
  mimetype_faux: {
    fact: 'integrite',
    level: 'echec',
    text: 'mimetype n’est pas le premier fichier, non compressé, ou ne dit pas « application/vnd.etsi.asic-e+zip »',
  },
  // Integrity: the manifest and the files
  manifeste_absent: { fact: 'integrite', level: 'echec', text: 'Le manifeste est absent' },
  manifeste_illisible: { fact: 'integrite', level: 'echec', text: 'Le manifeste n’est pas un ASiCManifest lisible' },
  manifeste_altere: { fact: 'integrite', level: 'echec', text: 'Le manifeste a changé depuis la signature' },
  fichier_ajoute: {
    fact: 'integrite',
    level: 'echec',
    text: 'Ce fichier a été ajouté : aucun manifeste signé ne l’annonce',
  },
  fichier_absent: { fact: 'integrite', level: 'echec', text: 'Ce fichier a été retiré : le manifeste l’annonce' },
  empreinte_differente: {
    fact: 'integrite',
    level: 'echec',
    text: 'Ce fichier a changé : son empreinte n’est pas celle du manifeste',
  },
  sha256sums_absent: { fact: 'integrite', level: 'echec', text: 'SHA256SUMS est absent' },
  sha256sums_different: {
    fact: 'integrite',
    level: 'echec',
    text: 'SHA256SUMS ne dit pas la même empreinte que le fichier',
  },
  // Integrity: what the files say of each other
  dossier_json_invalide: { fact: 'integrite', level: 'echec', text: 'dossier.json ne suit pas son schéma : {detail}' },
  dossier_json_different: {
    fact: 'integrite',
    level: 'echec',
    text: 'dossier.json ne dit pas ce que dit le journal de la tentative : {detail}',
  },
  journal_illisible: { fact: 'integrite', level: 'echec', text: 'Le journal de la tentative est illisible : {detail}' },
  journal_different: {
    fact: 'integrite',
    level: 'echec',
    text: 'Le journal de la tentative n’est pas celui que dossier.json annonce',
  },
  plan_different: { fact: 'integrite', level: 'echec', text: 'Le plan n’est pas celui que le journal annonce' },
  verdict_modifie: {
    fact: 'integrite',
    level: 'echec',
    text: 'Verdict modifié, {point} : le fichier dit « {got} », le journal donne « {expected} »',
  },
  verdicts_differents: {
    fact: 'integrite',
    level: 'echec',
    text: 'Le fichier ne dit pas les verdicts que donne le journal',
  },
  comptes_differents: { fact: 'integrite', level: 'echec', text: 'Compte faux, {detail}' },
  index_illisible: { fact: 'integrite', level: 'echec', text: 'L’index des preuves est illisible' },
  index_different: { fact: 'integrite', level: 'echec', text: 'L’index des preuves ne suit pas le journal' },
  preuve_citee_absente: {
    fact: 'integrite',
    level: 'echec',
    text: 'Une preuve citée par le journal est absente (SHA-256 {detail})',
  },
  preuve_non_citee: { fact: 'integrite', level: 'echec', text: 'Cette preuve n’est citée par rien' },
  preuve_substituee: {
    fact: 'integrite',
    level: 'echec',
    text: 'Les octets de cette preuve ne sont pas ceux que le journal cite',
  },
  echanges_rompus: {
    fact: 'integrite',
    level: 'echec',
    text: 'La chaîne du journal des échanges est rompue à la ligne {line}',
  },
  registre_rompu: {
    fact: 'integrite',
    level: 'echec',
    text: 'La chaîne du registre des tentatives est rompue à la ligne {line}',
  },
  registre_sans_tentative: {
    fact: 'integrite',
    level: 'echec',
    text: 'Le registre des tentatives ne contient pas cette tentative',
  },
  registre_different: {
    fact: 'integrite',
    level: 'echec',
    text: 'Le registre annonce un autre {detail} pour cette tentative',
  },
  integrite_etablie: {
    fact: 'integrite',
    level: 'ok',
    text: '{count} fichiers conformes au manifeste, verdicts et comptes conformes au journal',
  },
  // Authenticity
  signature_absente: { fact: 'authenticite', level: 'echec', text: 'La signature est absente' },
  signature_illisible: {
    fact: 'authenticite',
    level: 'echec',
    text: 'La signature n’est pas un message CMS lisible, à un seul signataire et avec son certificat',
  },
  signature_fausse: {
    fact: 'authenticite',
    level: 'echec',
    text: 'La signature est fausse : la clé du certificat ne l’a pas faite',
  },
  signature_non_cades: { fact: 'authenticite', level: 'echec', text: 'La signature n’est pas CAdES-B : {detail}' },
  signature_autre_cle: {
    fact: 'authenticite',
    level: 'echec',
    text: 'La signature est d’une autre clé que celle du signataire annoncé par dossier.json : {subject}',
  },
  signataire_hors_validite: {
    fact: 'authenticite',
    level: 'echec',
    text: 'Le certificat du signataire n’était pas valide à la date de signature ({date}) : {subject}',
  },
  signataire_non_reconnu: {
    fact: 'authenticite',
    level: 'manque',
    text: 'La signature est juste, mais le signataire n’est pas reconnu par vos autorités : {subject}',
  },
  aucune_confiance: {
    fact: 'authenticite',
    level: 'manque',
    text: 'La signature est juste, mais vous n’avez donné aucune autorité de confiance ; signataire : {subject}',
  },
  autorite_d_essai: {
    fact: 'authenticite',
    level: 'manque',
    text: 'La signature est juste, mais d’une autorité d’essai : {subject}',
  },
  revocation_non_verifiee: {
    fact: 'authenticite',
    level: 'information',
    text: 'La révocation du certificat n’est pas vérifiée (vérification hors ligne)',
  },
  authenticite_etablie: { fact: 'authenticite', level: 'ok', text: 'Signé le {date} par {subject}' },
  // Time
  jeton_absent: { fact: 'temps', level: 'echec', text: 'Le jeton d’horodatage est absent' },
  jeton_illisible: { fact: 'temps', level: 'echec', text: 'Le jeton d’horodatage est illisible' },
  jeton_faux: { fact: 'temps', level: 'echec', text: 'La signature du jeton d’horodatage est fausse' },
  jeton_autre_objet: {
    fact: 'temps',
    level: 'echec',
    text: 'Le jeton ou son manifeste porte sur autre chose que ce manifeste et cette signature',
  },
  jeton_sans_usage: {
    fact: 'temps',
    level: 'echec',
    text: 'Le certificat du jeton n’est pas fait pour l’horodatage : {subject}',
  },
  jeton_hors_validite_autorite: {
    fact: 'temps',
    level: 'echec',
    text: 'Le jeton est daté du {date}, hors de la validité du certificat de l’autorité d’horodatage',
  },
  jeton_expire: {
    fact: 'temps',
    level: 'echec',
    text: 'Le jeton est expiré : le certificat de l’autorité d’horodatage n’est plus valide depuis le {date}',
  },
  jeton_hors_validite_signataire: {
    fact: 'temps',
    level: 'echec',
    text: 'Le jeton est daté du {date}, hors de la validité du certificat du signataire',
  },
  jeton_avant_conclusion: {
    fact: 'temps',
    level: 'echec',
    text: 'Le jeton est daté du {date}, avant la fin de la tentative',
  },
  autorite_temps_d_essai: {
    fact: 'temps',
    level: 'manque',
    text: 'Non établi (autorité d’essai) ; date annoncée : {date}',
  },
  autorite_temps_non_reconnue: {
    fact: 'temps',
    level: 'manque',
    text: 'L’autorité d’horodatage n’est pas reconnue par vos autorités : {subject} ; date annoncée : {date}',
  },
  aucune_confiance_temps: {
    fact: 'temps',
    level: 'manque',
    text: 'Vous n’avez donné aucune autorité d’horodatage de confiance ; date annoncée : {date}',
  },
  temps_etabli: { fact: 'temps', level: 'ok', text: 'Existait le {date}, selon {subject}' },
  // Sufficiency
  couverture_insuffisante: {
    fact: 'suffisance',
    level: 'manque',
    text: 'Scénarios joués : {count} sur {total} que demande le couloir, hors pièces externes',
  },
  etapes_deduites: {
    fact: 'suffisance',
    level: 'manque',
    text: 'Scénarios joués sur des étapes déduites, qui ne comptent pas : {count}',
  },
  points_non_conformes: { fact: 'suffisance', level: 'manque', text: 'Points non conformes ({count}) : {detail}' },
  points_a_relire: { fact: 'suffisance', level: 'manque', text: 'Points à relire ({count}) : {detail}' },
  points_non_evalues: { fact: 'suffisance', level: 'manque', text: 'Points non évalués ({count}) : {detail}' },
  contre_preuve_absente: {
    fact: 'suffisance',
    level: 'manque',
    text: 'Points non éprouvés, dont la vérification n’a jamais été vue échouer ({count}) : {detail}',
  },
  preuves_manquantes: { fact: 'suffisance', level: 'manque', text: 'Preuves réunies : {count} sur {total} demandées' },
  video_absente: { fact: 'suffisance', level: 'manque', text: 'Scénarios joués sans vidéo ({count}) : {detail}' },
  pieces_attendues: { fact: 'suffisance', level: 'manque', text: 'Pièces externes attendues : {count}' },
  tentative_interrompue: { fact: 'suffisance', level: 'manque', text: 'La tentative a été interrompue' },
  repetition: {
    fact: 'suffisance',
    level: 'manque',
    text: 'Répétition, preuves réunies non déposables telles quelles car faites sur bouchons : {count} sur {total}',
  },
  preuves_relayees: {
    fact: 'suffisance',
    level: 'manque',
    text: 'Preuves faites à travers un relais, vers une plateforme que le dossier nomme sans pouvoir la prouver ({count}) : {detail}',
  },
  suffisance_inconnue: {
    fact: 'suffisance',
    level: 'manque',
    text: 'Rien ne peut être dit : le contenu n’a pas pu être lu',
  },
  suffisance_etablie: {
    fact: 'suffisance',
    level: 'ok',
    text: 'Tous les scénarios du couloir sont joués, conformes, éprouvés et prouvés',
  },
} as const satisfies Record<string, CodeText>;

/** Closed list of what `verify` says. */
export type VerifyCode = keyof typeof texts;

/** One remark of `verify`. */
export interface VerifyItem {
  code: VerifyCode;
  level: Level;
  /** French. */
  message: string;
  /** Path in the container that the remark is about. */
  file?: string;
}

/** A remark, its text filled in. */
export function remark(code: VerifyCode, details: Record<string, string | number> = {}, file?: string): VerifyItem {
  const { level, text }: CodeText = texts[code];
  const message = text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(details[name] ?? whole));
  return { code, level, message, ...(file === undefined ? {} : { file }) };
}

/** The fact that a code is about. */
export function factOf(code: VerifyCode): Fact {
  return texts[code].fact;
}

/** Every code with its fact and French text, for the documentation. */
export function verifyCodes(): Array<{ code: VerifyCode; fact: Fact; level: Level; text: string }> {
  return (Object.keys(texts) as VerifyCode[]).map((code) => ({ code, ...texts[code] }));
}
