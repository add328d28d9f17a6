const labels: Record<string, string> = {
  nomNaissance: 'Nom de naissance',
  prenom: 'Premier prénom',
  prenoms: 'Prénoms de naissance',
  dateNaissance: 'Date de naissance',
  lieuNaissance: 'Code du lieu de naissance',
  nomUtilise: 'Nom utilisé',
  prenomUtilise: 'Prénom utilisé',
  telephone: 'Téléphone',
  verrouilles: 'Champs non modifiables',
  operation: 'Opération',
  codeRetour: 'Code retour',
  resultats: 'Résultats',
  critere: 'Critère',
  signale: 'Ligne mise en évidence',
  acceptation: 'Acceptation proposée',
  oid: 'OID',
  insi: 'Valeur INSi',
  local: 'Valeur locale',
  detail: 'Détail',
  cip: 'CIP',
  peremption: 'Péremption',
  libelle: 'Libellé',
  finess: 'FINESS',
  rpps: 'RPPS',
  mssante: 'Adresse MSSanté',
  objetComplet: 'Objet complet, préfixe technique compris',
  usagerNom: 'Nom de naissance de l’usager',
  usagerPrenom: 'Premier prénom de l’usager',
  usagerMatricule: 'Matricule INS de l’usager',
  accuseDemande: 'Accusé de lecture demandé',
  automatiques: 'Intégrés automatiquement',
  manuels: 'Intégrés à la main',
  nonIntegres: 'Non intégrés',
  automatique: 'Dernier chargement automatique',
  prochain: 'Prochain chargement',
  depotsDmp: 'Dépôts au DMP',
  envoisPro: 'Envois aux professionnels',
  envoisPatient: 'Envois au patient',
  echecsDmp: 'Échecs de dépôt',
  echecsMss: 'Échecs d’envoi',
  destinataires: 'Destinataires',
  bandeau: 'Bandeau d’identité',
};

/** French label of a field of the contract. */
export function labelOf(field: string): string {
  const known = labels[field];
  if (known !== undefined) return known;
  const words = field.replaceAll(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
