/** An answer of the API, in FHIR JSON. */
export function json(
  body: object,
  {
    status = 200,
    headers = {},
    pretty = false,
  }: { status?: number; headers?: Record<string, string>; pretty?: boolean } = {},
): Response {
  const type = { 'content-type': 'application/fhir+json;charset=UTF-8' };
  return new Response(JSON.stringify(body, null, pretty ? 2 : undefined), { status, headers: { ...headers, ...type } });
}
