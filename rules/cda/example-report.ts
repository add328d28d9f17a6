/** A result of the report of the examples. */
export const tsh = { code: '3016-3', valeur: '1.95', unite: 'm[IU]/L' } as const;

const performer =
  '<performer typeCode="PRF"><assignedEntity><id nullFlavor="UNK"/><representedOrganization><name>LABORATOIRE AUTRE</name></representedOrganization></assignedEntity></performer>';

/** A report of biology: what its rules look at, its header left out. */
export const rightReport =
  '<ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:lab="urn:oid:1.3.6.1.4.1.19376.1.3.2" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
  '<templateId root="1.3.6.1.4.1.19376.1.3.3"/><templateId root="1.2.250.1.213.1.1.1.55" extension="2024.01"/><code code="11502-2"/>' +
  '<participant typeCode="REF"><associatedEntity classCode="PROV"><telecom value="mailto:dr.confrere@test.mssante.fr"/><associatedPerson><name><family>CONFRERE</family></name></associatedPerson></associatedEntity></participant>' +
  '<documentationOf><serviceEvent><code code="18719-5"/><lab:statusCode code="completed"/></serviceEvent></documentationOf>' +
  '<component><structuredBody><component><section><text><paragraph>Examen validé automatiquement.</paragraph></text>' +
  `<entry><act><entryRelationship><observation><code code="${tsh.code}"/><value xsi:type="PQ" value="${tsh.valeur}" unit="${tsh.unite}"/>${performer}</observation></entryRelationship></act></entry>` +
  '</section></component></structuredBody></component></ClinicalDocument>';
