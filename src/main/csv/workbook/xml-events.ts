import { StringDecoder } from 'node:string_decoder'
import { SaxesParser } from 'saxes'
import { tooLarge } from './workbook-archive.ts'

/** What is heard while a part of a workbook is read. Names come without their namespace prefix. */
export interface XmlListener {
  open?: (name: string, attributes: Readonly<Record<string, string>>) => void
  close?: (name: string) => void
  text?: (text: string) => void
}

/** Longest text or tag, in bytes: the parser holds it until it is whole. */
const LONGEST_PIECE = 8 * 1024 * 1024

/**
 * Reads XML piece by piece and tells the listener what is in it; yields the number of bytes after each piece. Entities
 * other than the five of XML are errors. Throws where it is no well-formed XML.
 */
export async function* readXml(
  source: AsyncIterable<Buffer>,
  listener: XmlListener,
): AsyncGenerator<number, void> {
  const parser = new SaxesParser()
  const decoder = new StringDecoder('utf8')
  let bytes = 0
  let heardAt = 0
  const heard = (): void => {
    heardAt = bytes
  }
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    heard()
    listener.open?.(localName(name), attributes)
  })
  parser.on('closetag', ({ name }) => {
    heard()
    listener.close?.(localName(name))
  })
  parser.on('text', (text) => {
    heard()
    listener.text?.(text)
  })
  for await (const piece of source) {
    bytes += piece.length
    parser.write(decoder.write(piece))
    if (bytes - heardAt > LONGEST_PIECE) throw tooLarge()
    yield bytes
  }
  parser.write(decoder.end())
  parser.close()
}

/** Reads a part to its end, which must come within so many bytes. */
export async function readWholeXml(
  source: AsyncIterable<Buffer>,
  listener: XmlListener,
  limit = LONGEST_PIECE,
): Promise<void> {
  for await (const bytes of readXml(source, listener)) if (bytes > limit) throw tooLarge()
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}
