/** What a product writes in each element of the header: by its parent and its name (facts, DMP §11). */
const contents: Readonly<Record<string, string>> = {
  './realmCode': 'Écrivez <realmCode code="FR"/> en premier élément du document.',
  './typeId': 'Écrivez <typeId root="2.16.840.1.113883.1.3" extension="POCD_HD000040"/> après realmCode.',
  './id': 'Donnez à chaque version produite un OID neuf de l’installation (id/@root), par exemple sous 2.25.',
  './code': 'Écrivez le type du document choisi par l’utilisateur : code, codeSystem et displayName du JDV_J07.',
  './title': 'Écrivez le titre que l’utilisateur voit, celui des métadonnées XDS, en 128 caractères au plus.',
  './effectiveTime': 'Écrivez l’instant où cette version est produite, à la seconde, avec le décalage horaire.',
  './confidentialityCode': 'Écrivez N, R ou V sous 2.16.840.1.113883.5.25 ; N pour un document ordinaire.',
  './languageCode': 'Écrivez <languageCode code="fr-FR"/>.',
  './setId': 'Donnez au document un identifiant de lot de versions à sa création, et gardez-le à chaque version.',
  './versionNumber': 'Écrivez 1 à la première version, et ajoutez 1 à chaque version suivante.',
  './recordTarget': 'Écrivez un patient et un seul : un document ne concerne qu’une personne.',
  './author': 'Écrivez un author par professionnel ou système qui a produit le contenu.',
  './dataEnterer': 'Ne nommez qu’un opérateur de saisie ; les autres personnes se disent en participant.',
  './custodian': 'Écrivez la structure qui garde le document : Struct_IdNat sous 1.2.250.1.71.4.2.2 et son nom.',
  './legalAuthenticator': 'Écrivez le professionnel qui endosse le document, avec l’instant de la signature.',
  './documentationOf': 'Écrivez l’acte documenté : sa date de début, qui l’a fait, et son cadre d’exercice.',
  './relatedDocument': 'Ne liez que la version remplacée : un seul relatedDocument, typeCode RPLC.',
  './componentOf': 'Écrivez la prise en charge et le secteur d’activité du lieu (encompassingEncounter, JDV_J02).',
  './component': 'Écrivez un corps et un seul : nonXMLBody (N1) ou structuredBody (N3).',
  'recordTarget/patientRole': 'Écrivez dans recordTarget le patientRole : identifiants, adresse, télécom, identité.',
  'patientRole/id': 'Écrivez l’INS en premier si l’identité est qualifiée, puis l’identifiant du patient chez vous.',
  'patientRole/patient': 'Écrivez l’identité du patient : nom, prénoms, sexe, date et lieu de naissance.',
  'patient/name': 'Écrivez en un seul name le nom et les prénoms de naissance, et ceux utilisés (qualifier CL).',
  'patient/administrativeGenderCode': 'Écrivez le sexe de l’identité : M, F, ou UN s’il est inconnu (JDV_J143).',
  'patient/birthTime': 'Écrivez la date de naissance de l’identité (AAAAMMJJ).',
  'name/family': 'Écrivez le nom de naissance dans <family qualifier="BR">.',
  'author/time': 'Écrivez l’instant où l’auteur a contribué, à la seconde, avec le décalage horaire.',
  'author/assignedAuthor': 'Écrivez dans author un assignedAuthor : identifiant, profession, personne, structure.',
  'assignedAuthor/id':
    'Écrivez le PS_IdNat de l’auteur (8 et son RPPS) sous 1.2.250.1.71.4.2.1, lu de sa carte ou de PSC.',
  'assignedAuthoringDevice/manufacturerModelName': 'Écrivez le modèle du système auteur, une fois.',
  'assignedAuthoringDevice/softwareName': 'Écrivez le nom du logiciel auteur, une fois.',
  'custodian/assignedCustodian': 'Écrivez dans custodian un assignedCustodian.',
  'assignedCustodian/representedCustodianOrganization': 'Écrivez la structure qui garde le document.',
  'representedCustodianOrganization/id':
    'Écrivez l’identifiant national de la structure (Struct_IdNat) réglé dans le produit.',
  'representedCustodianOrganization/name': 'N’écrivez qu’un nom de la structure.',
  'representedCustodianOrganization/telecom': 'N’écrivez qu’un télécom de la structure.',
  'representedCustodianOrganization/addr': 'N’écrivez qu’une adresse de la structure.',
  'legalAuthenticator/time': 'Écrivez l’instant de la signature, à la seconde, avec le décalage horaire.',
  'legalAuthenticator/signatureCode': 'Écrivez <signatureCode code="S"/>.',
  'legalAuthenticator/assignedEntity': 'Écrivez le responsable : identifiant national, profession, nom et prénom.',
  'assignedEntity/id': 'Écrivez le PS_IdNat du responsable sous 1.2.250.1.71.4.2.1.',
  'documentationOf/serviceEvent': 'Écrivez un serviceEvent par documentationOf ; chaque acte de plus a le sien.',
  'relatedDocument/parentDocument': 'Écrivez dans relatedDocument le document remplacé.',
  'parentDocument/id': 'Écrivez l’id de la version remplacée, et elle seule.',
  'componentOf/encompassingEncounter': 'Écrivez dans componentOf une prise en charge et une seule.',
  'encompassingEncounter/effectiveTime':
    'Écrivez les dates de la prise en charge, ou un nullFlavor si elles sont inconnues.',
  'encompassingEncounter/location': 'Écrivez le lieu de la prise en charge, qui porte le secteur d’activité.',
  'location/healthCareFacility': 'Écrivez dans location le healthCareFacility et son code.',
  'healthCareFacility/code':
    'Écrivez le secteur d’activité de la structure (JDV_J02), celui de healthcareFacilityTypeCode.',
};

/** How to mend what is wrong with the number of an element of the header. */
export function contentRemedy(parent: string, child: string): string {
  return (
    contents[`${parent}/${child}`] ?? `Écrivez ${child} dans ${parent}, comme la structuration minimale le demande.`
  );
}
