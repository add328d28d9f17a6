/** One small wrong behaviour that can be planted in Cabinet Témoin, to see a control point fail. */
export interface Defect {
  id: string;
  /** French: what the product then does wrong. */
  title: string;
}

/** Every planted defect, by subject. The code consults an id at the very place where the right behaviour is. */
const registry = {
  // Création
  'creation-sans-nom': 'Crée une identité sans nom de naissance',
  'creation-sans-prenom': 'Crée une identité sans prénom de naissance',
  'creation-sans-sexe': 'Crée une identité sans sexe',
  'creation-sans-date': 'Crée une identité sans date de naissance',
  'creation-sans-lieu': 'Crée une identité sans lieu de naissance',
  'creation-message-absent': 'Refuse une création incomplète sans aucun message',
  'creation-message-imprecis': 'Refuse une création incomplète sans nommer le champ manquant',
  'creation-enregistree-malgre-refus': 'Affiche le refus d’une création incomplète, mais l’enregistre',
  'creation-perd-lieu': 'Perd en silence le lieu de naissance d’une création complète',
  'creation-perd-nom-utilise': 'Perd en silence le nom utilisé à la création',
  'creation-statut-vali': 'Donne le statut « validée » à une identité qui vient d’être créée',
  'creation-exige-telephone': 'Exige le téléphone, champ facultatif, à la création',
  'creation-prenom-utilise-rempli': 'Remplit seul le prénom utilisé avec le prénom de naissance',
  // Validation sur justificatif
  'validation-sans-effet': 'Ne passe pas une identité provisoire à « validée » après contrôle du justificatif',
  'validation-recup-sans-effet': 'Ne passe pas une identité récupérée à « qualifiée » après contrôle du justificatif',
  'validation-directe-qual': 'Passe une identité provisoire à « qualifiée » sur simple justificatif',
  'justificatif-non-enregistre': 'N’enregistre pas la nature du justificatif',
  'justificatif-toujours-cn': 'Enregistre « CN » quelle que soit la nature du justificatif',
  // Historique
  'historique-absent': 'N’historise aucun changement',
  'historique-sans-statut': 'N’historise pas les changements de statut',
  'historique-sans-auteur': 'N’affiche pas l’auteur dans l’historique',
  'historique-autre-auteur': 'Attribue chaque ligne d’historique à « système »',
  'historique-sans-date': 'N’affiche ni date ni heure dans l’historique',
  'historique-sans-heure': 'Affiche la date sans l’heure dans l’historique',
  'historique-sans-ancien': 'N’affiche pas l’ancienne valeur dans l’historique',
  'historique-sans-nouveau': 'N’affiche pas la nouvelle valeur dans l’historique',
  'historique-derniere-seule': 'Ne garde que le dernier changement dans l’historique',
  // Attributs
  'douteuse-garde-statut': 'Garde le statut d’une identité marquée douteuse',
  'douteuse-garde-matricule': 'Garde le matricule d’une identité marquée douteuse',
  'douteuse-garde-oid': 'Garde l’OID d’une identité marquée douteuse',
  'douteuse-appel-permis': 'Appelle INSi pour une identité douteuse',
  'douteuse-non-enregistree': 'N’enregistre pas l’attribut « douteuse »',
  'fictive-garde-statut': 'Garde le statut d’une identité marquée fictive',
  'fictive-garde-matricule': 'Garde le matricule d’une identité marquée fictive',
  'fictive-garde-oid': 'Garde l’OID d’une identité marquée fictive',
  'fictive-appel-permis': 'Appelle INSi pour une identité fictive',
  'fictive-non-enregistree': 'N’enregistre pas l’attribut « fictive »',
  'homonyme-non-enregistre': 'N’enregistre pas l’attribut « homonyme »',
  'homonyme-baisse-statut': 'Fait tomber à provisoire une identité marquée homonyme',
  'homonyme-appel-bloque': 'Bloque l’appel INSi d’une identité homonyme',
  'attributs-cumul-permis': 'Accepte qu’une identité soit douteuse et fictive à la fois',
  'attribut-non-retire': 'Ne retire pas l’attribut demandé',
  'attribut-blocage-muet': 'Bloque l’appel INSi d’une identité douteuse ou fictive sans dire pourquoi',
  // Retour INSi inutilisable
  'retour-jour-00-accepte': 'Propose d’accepter un retour dont le jour de naissance vaut 00',
  'retour-mois-00-accepte': 'Propose d’accepter un retour dont le mois de naissance vaut 00',
  'retour-date-message-absent': 'Bloque un retour à la date inutilisable sans message',
  'retour-nom-vide-accepte': 'Propose d’accepter un retour sans nom de naissance',
  'retour-prenoms-vides-accepte': 'Propose d’accepter un retour sans prénoms',
  'retour-sexe-vide-accepte': 'Propose d’accepter un retour sans sexe',
  'retour-vide-message-absent': 'Bloque un retour au trait vide sans message',
  'retour-bloque-enregistre': 'Annonce un retour bloqué, mais modifie la fiche',
  // Comparatif et acceptation
  'comparatif-absent': 'N’affiche pas le comparatif entre traits locaux et traits INSi',
  'comparatif-sans-ecart': 'N’affiche aucun écart en évidence dans le comparatif',
  'comparatif-sans-prenom': 'Omet le premier prénom du comparatif',
  'acceptation-automatique': 'Enregistre le retour INSi sans attendre l’acceptation',
  'acceptation-non-proposee': 'Ne propose jamais d’accepter un retour INSi',
  'acceptation-statut-recup-absent': 'Laisse provisoire une identité dont le retour INSi est accepté',
  'acceptation-statut-qual-absent': 'Laisse validée une identité dont le retour INSi est accepté',
  'acceptation-prov-vers-qual': 'Qualifie une identité provisoire sur simple retour INSi',
  'acceptation-traits-non-repris': 'Garde les traits locaux au lieu de ceux d’INSi',
  'acceptation-prenoms-non-repris': 'Ne reprend pas la liste des prénoms d’INSi',
  'acceptation-sans-matricule': 'N’enregistre pas le matricule retourné',
  'acceptation-sans-oid': 'N’enregistre pas l’OID retourné',
  'acceptation-cle-recalculee': 'Remplace la clé retournée par la clé qu’il calcule',
  'cle-erronee-refusee': 'Refuse un retour INSi dont la clé n’est pas celle du calcul',
  'prenom-ecrase': 'Remplace le premier prénom local discordant par celui d’INSi',
  'alerte-prenom-appel-absente': 'Ne signale pas le prénom discordant au retour d’INSi',
  'alerte-prenom-fiche-absente': 'N’affiche pas sur la fiche l’alerte de prénom discordant',
  'nia-enregistre-nir': 'Enregistre un NIA sous l’OID du NIR',
  'historique-ins-perdu': 'Ne garde pas les matricules historiques retournés',
  'matricule-change-ignore': 'Garde l’ancien matricule quand INSi en retourne un autre',
  'ancien-matricule-perdu': 'Remplace le matricule sans garder l’ancien dans l’historique INS',
  // Verrous
  'verrou-recup-absent': 'Laisse un utilisateur ordinaire modifier les traits stricts d’une identité récupérée',
  'verrou-qual-absent': 'Laisse un utilisateur ordinaire modifier les traits stricts d’une identité qualifiée',
  'verrou-recup-non-marque': 'Ne montre pas que les traits stricts d’une identité récupérée sont verrouillés',
  'verrou-qual-non-marque': 'Ne montre pas que les traits stricts d’une identité qualifiée sont verrouillés',
  'verrou-matricule-non-marque': 'Ne montre pas que le matricule et l’OID sont verrouillés',
  'verrou-enregistre-en-silence': 'Affiche les traits verrouillés, mais enregistre leur modification',
  'verrou-refus-muet': 'Refuse la modification d’un trait verrouillé sans message',
  'complementaires-verrouilles': 'Verrouille aussi les traits complémentaires',
  // Super-utilisateur
  'super-garde-matricule': 'Garde le matricule après modification d’un trait strict par le super-utilisateur',
  'super-garde-oid': 'Garde l’OID après modification d’un trait strict par le super-utilisateur',
  'super-recup-garde-statut': 'Garde « récupérée » après modification d’un trait strict par le super-utilisateur',
  'super-qual-garde-statut': 'Garde « qualifiée » après modification d’un trait strict par le super-utilisateur',
  'super-qual-vers-prov': 'Fait tomber à provisoire une identité qualifiée dont un trait strict est modifié',
  'modification-nom-perdue': 'Oublie en silence un changement de nom de naissance',
  'super-verrouille': 'Verrouille les traits stricts même pour le super-utilisateur',
  // Recherche
  'recherche-cle-fausse-acceptee': 'Accepte une recherche par matricule à la clé fausse',
  'recherche-14-acceptee': 'Accepte une recherche par matricule de 14 caractères',
  'recherche-13-acceptee': 'Accepte une recherche par matricule sans clé',
  'recherche-refus-muet': 'Refuse une recherche par matricule sans message',
  'recherche-matricule-introuvable': 'Ne retrouve pas le patient par son matricule',
  'recherche-accents': 'Tient compte des accents, tirets et apostrophes dans la recherche par nom',
  'recherche-date-ignoree': 'Ignore la date de naissance dans la recherche par traits',
  'recherche-critere-absent': 'Ne réaffiche pas le critère de recherche',
  // Document transmis
  'document-matricule-recup': 'Met le matricule d’une identité récupérée dans le courrier',
  'document-oid-recup': 'Met l’OID d’une identité récupérée dans le courrier',
  'document-qual-sans-matricule': 'Omet le matricule d’une identité qualifiée dans le courrier',
  'document-qual-sans-oid': 'Omet l’OID d’une identité qualifiée dans le courrier',
  'document-sans-traits': 'Omet les traits d’identité dans le courrier',
  // Journaux
  'journal-insi-absent': 'Ne journalise pas les appels INSi',
  'journal-insi-dernier-seul': 'Ne journalise que le dernier appel d’une série',
  'journal-insi-sans-date': 'Journal INSi sans date ni heure',
  'journal-insi-sans-auteur': 'Journal INSi sans auteur',
  'journal-insi-sans-code': 'Journal INSi sans code retour',
  'journal-insi-sans-erreur': 'Journal INSi sans le texte de l’erreur',
  'journal-insi-sans-matricule': 'Journal INSi sans matricule',
  'journal-insi-sans-oid': 'Journal INSi sans OID',
  'journal-insi-sans-historique': 'Journal INSi sans les matricules historiques',
  'journal-insi-sans-traits': 'Journal INSi sans les traits retournés',
  'journal-acces-absent': 'Ne journalise pas l’ouverture des fiches',
  'journal-acces-sans-date': 'Journal des accès sans date ni heure',
  'journal-acces-autre-auteur': 'Attribue chaque accès à « système »',
  'journal-acces-sans-action': 'Journal des accès sans libellé d’action',
  'journal-modifications-absent': 'Ne journalise pas les modifications d’identité',
  // Habilitations
  'sans-insi-appel-permis': 'Laisse un utilisateur non habilité appeler INSi',
  'sans-insi-refus-muet': 'Refuse l’appel d’un utilisateur non habilité sans message',
  // Conduite des appels
  'faute-relancee': 'Relance trois fois un appel que le service a refusé par une erreur SOAP',
  'panne-relancee': 'Relance trois fois un appel resté sans réponse SOAP',
  'faute-non-affichee': 'N’affiche rien quand le service répond une erreur',
  'faute-texte-generique': 'Affiche « Une erreur est survenue » au lieu du texte du service',
  'faute-continue-prenoms': 'Essaie le prénom suivant après une erreur technique',
  'prenoms-arret-premier-01': 'S’arrête au premier retour 01 sans essayer les autres prénoms',
  'prenoms-continue-apres-00': 'Continue avec les autres prénoms après un retour 00',
  'prenoms-tous-ensemble': 'Envoie d’emblée tous les prénoms ensemble',
  'prenoms-sans-essai-groupe': 'Ne tente pas l’essai final avec tous les prénoms',
  'prenoms-elements-multiples': 'Envoie un élément Prenom par prénom dans une même requête',
  'prenoms-ordre-inverse': 'Essaie les prénoms en commençant par le dernier',
  'aucune-sans-message': 'N’affiche rien quand aucune identité n’est trouvée',
  'plusieurs-lu-aucune': 'Affiche « aucune identité » pour un retour 02',
  'plusieurs-acceptation': 'Propose d’accepter un retour 02',
  'plusieurs-sans-message': 'N’affiche rien pour un retour 02',
  'plusieurs-sans-relance': 'Ne relance pas avec d’autres critères après un retour 02',
  'plusieurs-relance-sans-lieu': 'Ne va pas jusqu’au lieu de naissance après un retour 02',
  // Message SOAP
  'message-id-reutilise': 'Réemploie le même wsa:MessageID à chaque appel',
  'message-id-absent': 'Omet wsa:MessageID',
  'contexte-id-reutilise': 'Réemploie les mêmes identifiants de contexte à chaque appel',
  'contexte-bam-version': 'Envoie ContexteBAM en version 01_00',
  'contexte-bam-absent': 'Omet ContexteBAM',
  'contexte-lps-absent': 'Omet ContexteLPS',
  'couverture-absente': 'Omet l’élément COUVERTURE',
  'idam-r-absent': 'Envoie IDAM sans son attribut R',
  'idam-r-faux': 'Envoie IDAM avec l’attribut R à 1',
  'idam-vide': 'Envoie IDAM vide',
  'lps-instance-non-uuid': 'Envoie une instance de logiciel qui n’est pas un UUID',
  'lps-nom-absent': 'Omet le nom du logiciel',
  'lps-version-absente': 'Omet la version du logiciel',
  'heure-locale': 'Envoie l’heure locale au lieu de l’heure UTC',
  'heure-decalee': 'Envoie une heure en avance d’une heure',
  'emetteur-faux': 'Envoie un Emetteur qui n’est pas l’OU du certificat',
  'emetteur-absent': 'Omet Emetteur',
  'action-wsa-absente': 'Omet wsa:Action',
  'action-wsa-fausse': 'Envoie dans wsa:Action une autre opération que celle de la requête',
  'content-type-sans-action': 'Omet le paramètre action du Content-Type',
  'soap-1-1': 'Envoie une enveloppe SOAP 1.1',
  'traits-minuscules': 'Envoie les traits en minuscules',
  'traits-accents': 'Laisse les accents dans les traits envoyés',
  'date-francaise': 'Envoie la date de naissance au format JJ/MM/AAAA',
  'sexe-non-envoye': 'Omet le sexe dans la requête',
  'sexe-numerique': 'Envoie le sexe sous la forme 1 ou 2',
  'elements-desordonnes': 'Envoie les éléments de la requête dans un autre ordre que le schéma',
} as const satisfies Record<string, string>;

/** Id of a planted defect. */
export type DefectId = keyof typeof registry;

/** Every planted defect. */
export const defects: readonly Defect[] = Object.entries(registry).map(([id, title]) => ({ id, title }));

/** True when `id` is in the registry. */
export function isDefectId(id: string): id is DefectId {
  return Object.hasOwn(registry, id);
}

/** The defects planted in a running Cabinet Témoin. */
export class DefectSet {
  readonly #planted: ReadonlySet<DefectId>;

  constructor(planted: Iterable<DefectId> = []) {
    this.#planted = new Set(planted);
  }

  has(id: DefectId): boolean {
    return this.#planted.has(id);
  }
}
