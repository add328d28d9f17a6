/**
 * A request whose body the host has read already: it can be read any number of times, so that a clone, which msw makes
 * of every request, is the request itself. A stream and a copy for each would cost more than the rest of the exchange.
 */
export class HostedRequest extends Request {
  readonly #content: Buffer;

  constructor(url: string, init: { method: string; headers: Array<[string, string]>; content: Buffer }) {
    const { method, headers, content } = init;
    super(url, { method, headers });
    this.#content = content;
  }

  override clone(): Request {
    return this;
  }

  override arrayBuffer(): Promise<ArrayBuffer> {
    return this.#answer().arrayBuffer();
  }

  override bytes(): Promise<Uint8Array<ArrayBuffer>> {
    return this.#answer().bytes();
  }

  override blob(): Promise<Blob> {
    return this.#answer().blob();
  }

  override text(): Promise<string> {
    return Promise.resolve(this.#content.toString('utf8'));
  }

  override async json(): Promise<unknown> {
    return JSON.parse(await this.text());
  }

  override formData(): Promise<FormData> {
    return this.#answer().formData();
  }

  /** The only other object of fetch that reads a body by its media type. */
  #answer(): Response {
    const type = this.headers.get('content-type');
    return new Response(new Uint8Array(this.#content), type === null ? {} : { headers: { 'content-type': type } });
  }
}
