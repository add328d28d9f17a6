/**
 * What an error is due to. A verdict is never an error: a product that fails a check is recorded, not thrown.
 * `usage` is a wrong command line, `configuration` a wrong plan, driver or certificate, `environnement` an outage.
 */
export type ErrorKind = 'usage' | 'configuration' | 'environnement';

interface ErrorText {
  kind: ErrorKind;
  /** French; `{name}` is replaced by the detail of that name. */
  text: string;
  /** French; what the reader can do next. */
  remedy: string;
}

const texts = {
  commande_inconnue: {
    kind: 'usage',
    text: 'La commande « {commande} » n’existe pas.',
    remedy: 'Lancez « probant aide » pour la liste des commandes.',
  },
  option_invalide: {
    kind: 'usage',
    text: 'Option invalide : {detail}.',
    remedy: 'Lancez « probant aide {commande} » pour les options.',
  },
  plan_introuvable: {
    kind: 'configuration',
    text: 'Le plan « {chemin} » est introuvable.',
    remedy: 'Vérifiez le chemin donné à --plan.',
  },
  plan_invalide: {
    kind: 'configuration',
    text: 'Le plan « {chemin} » est invalide : {detail}.',
    remedy: 'Corrigez la ligne indiquée ; docs/plan.md décrit chaque champ.',
  },
  catalogue_invalide: {
    kind: 'configuration',
    text: 'Le catalogue d’exigences est illisible : {detail}.',
    remedy: 'Réinstallez Probant ou fournissez un catalogue valide.',
  },
  feature_invalide: {
    kind: 'configuration',
    text: 'Le scénario {scenario} n’est pas rattaché au catalogue : {detail}.',
    remedy: 'Chaque étape du REM doit figurer en commentaire numéroté au-dessus de ses étapes Gherkin.',
  },
  scenario_non_conforme: {
    kind: 'configuration',
    text: 'Le scénario {scenario} n’est pas conforme.',
    remedy: 'Lisez les constats du rapport.',
  },
  contre_preuve_invalide: {
    kind: 'configuration',
    text: 'Le registre des contre-preuves « {chemin} » est illisible : {detail}.',
    remedy: 'Relancez « npm run counterproof » pour le refaire.',
  },
  scenarios_non_joues: {
    kind: 'environnement',
    text: 'Des scénarios demandés n’ont pas été joués : {scenarios}.',
    remedy: 'Réinstallez Probant ; si l’erreur revient, signalez-la.',
  },
  regle_inconnue: {
    kind: 'configuration',
    text: 'La règle « {regle} » n’existe pas dans cette version.',
    remedy: 'Vérifiez la version de Probant.',
  },
  pilote_invalide: {
    kind: 'configuration',
    text: 'Le pilote « {pilote} » ne peut pas être chargé : {detail}.',
    remedy: 'docs/pilote.md décrit le contrat d’un pilote.',
  },
  pilote_hors_contrat: {
    kind: 'configuration',
    text: 'La réponse du pilote à « {verbe} » ne suit pas le contrat : {detail}.',
    remedy: 'Comparez la réponse au schéma OpenAPI du contrat (docs/pilote.md).',
  },
  pilote_en_erreur: {
    kind: 'configuration',
    text: 'Le pilote a répondu une erreur à « {verbe} » : {detail}.',
    remedy: 'Consultez les journaux de l’adaptateur ou des fonctions de page.',
  },
  verbe_absent: {
    kind: 'configuration',
    text: 'Le pilote ne sait pas faire « {verbe} ».',
    remedy: 'L’étape est confiée à une personne ; donnez ce verbe au pilote pour l’automatiser (docs/pilote.md).',
  },
  personne_absente: {
    kind: 'configuration',
    text: 'L’étape « {etape} » demande une personne, et aucun terminal interactif n’est disponible.',
    remedy: 'Relancez avec un terminal, ou donnez au pilote le verbe « {verbe} ».',
  },
  instrument_absent: {
    kind: 'configuration',
    text: 'Aucun instrument de cette version n’observe « {etape} ».',
    remedy: 'Joignez la preuve au dossier comme pièce externe.',
  },
  produit_injoignable: {
    kind: 'environnement',
    text: 'Le produit ne répond pas à {adresse} : {detail}.',
    remedy: 'Démarrez le produit et vérifiez l’adresse du plan.',
  },
  produit_arrete: {
    kind: 'environnement',
    text: 'Le produit s’est arrêté (code {code}).',
    remedy: 'Lisez la sortie du produit.',
  },
  produit_non_demarre: {
    kind: 'environnement',
    text: 'Le produit lancé par « {commande} » n’est pas prêt : {detail}.',
    remedy: 'Lancez la commande à la main et lisez sa sortie.',
  },
  delai_depasse: {
    kind: 'environnement',
    text: 'Le produit n’a pas répondu à « {verbe} » en {delai} ms.',
    remedy: 'Vérifiez que le produit est disponible, ou allongez « candidat.delai » dans le plan.',
  },
  navigateur_absent: {
    kind: 'environnement',
    text: 'Aucun navigateur Chromium, Chrome ou Edge n’a été trouvé.',
    remedy: 'Installez Chromium (Debian : apt-get install chromium) ou choisissez le pilote http.',
  },
  navigateur_en_erreur: {
    kind: 'environnement',
    text: 'Le navigateur s’est arrêté : {detail}.',
    remedy: 'Relancez ; si l’erreur revient, réinstallez le navigateur.',
  },
  locataire_invalide: {
    kind: 'configuration',
    text: 'Le locataire « {nom} » ne peut pas être ouvert : {detail}.',
    remedy: 'Donnez un autre nom ; docs/banc.md décrit les locataires.',
  },
  graine_invalide: {
    kind: 'configuration',
    text: 'La graine est invalide : {detail}.',
    remedy: 'docs/banc.md en décrit la forme ; rien n’a été déclaré.',
  },
  identite_banc_invalide: {
    kind: 'configuration',
    text: 'L’identité gardée du banc ne se lit pas : {chemin} ({detail}).',
    remedy: 'Supprimez ce fichier : le banc en fera une autre, que votre produit devra connaître.',
  },
  plateforme_injoignable: {
    kind: 'environnement',
    text: 'La plateforme {adresse} n’a pas répondu : {detail}.',
    remedy: 'Vérifiez « banc.relais » du plan, le réseau et les certificats (docs/relais.md).',
  },
  panne_invalide: {
    kind: 'configuration',
    text: 'La panne demandée n’existe pas : {detail}.',
    remedy: 'docs/pannes.md liste les pannes de chaque service.',
  },
  port_occupe: {
    kind: 'environnement',
    text: 'L’adresse {adresse} est déjà prise.',
    remedy: 'Arrêtez l’autre programme ou changez « banc.ecoute » dans le plan.',
  },
  adresse_inutilisable: {
    kind: 'configuration',
    text: 'Le banc ne peut pas écouter sur {adresse} : {detail}.',
    remedy: 'Donnez à « banc.ecoute » une adresse de cette machine.',
  },
  disque_plein: {
    kind: 'environnement',
    text: 'Le disque est plein : « {chemin} » n’a pas pu être écrit.',
    remedy: 'Libérez de la place ; ce qui était déjà enregistré est intact.',
  },
  ecriture_impossible: {
    kind: 'environnement',
    text: '« {chemin} » n’a pas pu être écrit : {detail}.',
    remedy: 'Vérifiez les droits du dossier de travail.',
  },
  piece_refusee: {
    kind: 'configuration',
    text: 'La pièce « {chemin} » est refusée : {detail}.',
    remedy:
      'Fournissez un fichier lisible : PNG, MP4 ou PDF pour un constat, de tout type pour une pièce externe du plan.',
  },
  jeu_de_regles_illisible: {
    kind: 'configuration',
    text: 'Le jeu de règles « {chemin} » est illisible : {detail}.',
    remedy: 'Donnez une liste faite par « probant rules --json », ou un dossier .asice.',
  },
  classeur_illisible: {
    kind: 'configuration',
    text: 'Le classeur du REM est illisible : {detail}.',
    remedy: 'Donnez le .xlsx tel que l’ANS le publie ; ouvrez-le et enregistrez-le de nouveau s’il est abîmé.',
  },
  rem_sans_exigence: {
    kind: 'configuration',
    text: 'Aucune feuille du classeur ne porte d’exigences : {detail}.',
    remedy: 'La ligne de titre doit nommer au moins « ID » et « Exigence » ; --feuille choisit une feuille.',
  },
  referentiel_invalide: {
    kind: 'configuration',
    text: 'Le référentiel « {chemin} » est invalide : {detail}.',
    remedy: 'Refaites-le par « probant rem import ».',
  },
  rem_introuvable: {
    kind: 'configuration',
    text: 'Le classeur « {chemin} » ne se lit pas : {detail}.',
    remedy: 'Vérifiez le chemin et les droits de lecture.',
  },
  correspondance_invalide: {
    kind: 'configuration',
    text: 'La correspondance « {chemin} » est invalide : {detail}.',
    remedy: 'Corrigez la ligne indiquée, ou refaites-la par « probant rem import ».',
  },
  exemple_invalide: {
    kind: 'configuration',
    text: 'L’exemple d’une règle n’est plus vrai : {detail}.',
    remedy: 'Réinstallez Probant ; si l’erreur revient, signalez-la.',
  },
  jugement_en_panne: {
    kind: 'environnement',
    text: '« {chemin} » n’a pas pu être jugé jusqu’au bout : {detail}.',
    remedy:
      'C’est une panne de Probant ou d’un pack, pas un défaut du fichier : signalez-la ; les autres fichiers sont jugés.',
  },
  fichier_non_reconnu: {
    kind: 'configuration',
    text: '« {chemin} » ne peut pas être jugé : {detail}.',
    remedy: 'docs/check.md dit ce que « probant check » sait lire, et sous quelle forme le donner.',
  },
  schematron_invalide: {
    kind: 'configuration',
    text: 'Le schéma « {fichier} » du paquet ne peut pas servir : {detail}.',
    remedy: 'docs/paquets.md dit quels Schematron sont traités ; les autres schémas du paquet jugent tout de même.',
  },
  paquet_illisible: {
    kind: 'configuration',
    text: 'Le paquet de règles « {chemin} » ne peut pas servir : {detail}.',
    remedy: 'docs/paquets.md dit ce qu’est un paquet et ce que son probant-pack.yaml peut dire.',
  },
  moteur_de_paquet: {
    kind: 'environnement',
    text: 'Le moteur des paquets n’a pas répondu : {detail}.',
    remedy: 'docs/paquets.md dit ce qu’il lui faut (Java, Saxon-HE) et ses limites.',
  },
  tentative_introuvable: {
    kind: 'configuration',
    text: 'La tentative « {tentative} » est introuvable dans {dossier}.',
    remedy: 'Listez les tentatives avec « probant tentatives ».',
  },
  tentative_non_scellable: {
    kind: 'configuration',
    text: 'La tentative « {tentative} » ne peut pas être scellée : {detail}.',
    remedy: 'Corrigez la cause indiquée, puis relancez « probant seal ».',
  },
  certificat_invalide: {
    kind: 'configuration',
    text: 'Le certificat ou la clé « {chemin} » est illisible : {detail}.',
    remedy: 'Fournissez un fichier PEM (certificat X.509, clé PKCS#8 non chiffrée).',
  },
  horodatage_refuse: {
    kind: 'environnement',
    text: 'L’autorité d’horodatage {adresse} n’a pas donné de jeton : {detail}.',
    remedy: 'Vérifiez « horodatage.url » du plan et le réseau, ou scellez sans elle (temps non établi).',
  },
  dossier_illisible: {
    kind: 'configuration',
    text: 'Le dossier « {chemin} » est illisible : {detail}.',
    remedy: 'Vérifiez que le fichier est un conteneur .asice complet.',
  },
  xml_invalide: {
    kind: 'configuration',
    text: 'Le document XML est mal formé : {detail}.',
    remedy: 'Corrigez le document à la ligne indiquée.',
  },
  xml_interdit: {
    kind: 'configuration',
    text: 'Le document XML contient une déclaration DOCTYPE ou des entités, refusées.',
    remedy: 'Envoyez un document sans DOCTYPE.',
  },
  dmp_patient_non_declare: {
    kind: 'configuration',
    text: 'Le DMP simulé ne connaît pas le patient {matricule} : aucun document ne peut y être placé.',
    remedy: 'Déclarez le patient au DMP avant d’y placer un document.',
  },
  message_refuse: {
    kind: 'configuration',
    text: 'Le message MIME est refusé : {detail}.',
    remedy: 'Envoyez un message plus court, avec moins de parties et d’en-têtes.',
  },
  corps_tronque: {
    kind: 'environnement',
    text: 'Le banc n’a gardé que le début de l’échange {echange} : il ne peut pas être jugé.',
    remedy: 'Rejouez le scénario avec des documents de moins de 700 Ko.',
  },
  zip_refuse: {
    kind: 'configuration',
    text: 'L’archive ZIP est refusée : {detail} ({motif}).',
    remedy: 'Refaites l’archive : noms simples et uniques, ni chiffrement, ni lien, ni taille démesurée.',
  },
} as const satisfies Record<string, ErrorText>;

/** Closed list of the codes that Probant throws. */
export type ErrorCode = keyof typeof texts;

/**
 * The only error class that Probant throws.
 *
 * `message` is the French text with its details; `remedy` says what to do next.
 */
export class ProbantError extends Error {
  readonly code: ErrorCode;
  readonly kind: ErrorKind;
  readonly remedy: string;
  readonly details: Readonly<Record<string, string>>;

  constructor(code: ErrorCode, details: Record<string, string> = {}, cause?: unknown) {
    const entry: ErrorText = texts[code];
    super(fill(entry.text, details), cause === undefined ? undefined : { cause });
    this.name = 'ProbantError';
    this.code = code;
    this.kind = entry.kind;
    this.remedy = fill(entry.remedy, details);
    this.details = details;
  }
}

/** True when `value` is a {@link ProbantError}, of the given code where one is given. */
export function isProbantError(value: unknown, code?: ErrorCode): value is ProbantError {
  return value instanceof ProbantError && (code === undefined || value.code === code);
}

/** The message of whatever was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** Turns a failed write into a coded error; a full disk has a code of its own. */
export function writeError(path: string, thrown: unknown): ProbantError {
  const full = thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOSPC';
  return full
    ? new ProbantError('disque_plein', { chemin: path }, thrown)
    : new ProbantError('ecriture_impossible', { chemin: path, detail: messageOf(thrown) }, thrown);
}

function fill(template: string, details: Record<string, string>): string {
  return template.replaceAll(/\{(\w+)\}/g, (whole, name: string) => details[name] ?? whole);
}
