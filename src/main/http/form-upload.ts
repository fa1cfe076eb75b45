/** One file in a form (multipart/form-data, RFC 7578). */
export interface FormUpload {
  /** Name of the form's field. */
  part: string
  fileName: string
  /** Media type of the file. */
  type: string
  content: Uint8Array<ArrayBuffer>
}

/** The form as one body of known length, with the content type that names its boundary. */
export async function encodeForm(
  upload: FormUpload,
): Promise<{ type: string; body: Uint8Array<ArrayBuffer> }> {
  const form = new FormData()
  form.set(upload.part, new Blob([upload.content], { type: upload.type }), upload.fileName)
  const encoded = new Response(form)
  return {
    type: encoded.headers.get('content-type') ?? '',
    body: new Uint8Array(await encoded.arrayBuffer()),
  }
}
