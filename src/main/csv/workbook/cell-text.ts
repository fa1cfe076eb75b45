/**
 * Gathers the text of a shared or inline string: that of its `t` elements, those of rich text runs joined. How the text
 * is pronounced (`rPh`) is no part of it.
 */
export class CellText {
  #value = ''
  #isInText = false
  #phonetic = 0

  /** The text so far, its escapes (`_x000D_`) resolved. */
  get value(): string {
    return this.#value.includes('_x') ? this.#value.replace(/_x([0-9A-F]{4})_/gi, resolved) : this.#value
  }

  reset(): void {
    this.#value = ''
    this.#isInText = false
    this.#phonetic = 0
  }

  open(name: string): void {
    if (name === 'rPh') this.#phonetic += 1
    if (name === 't') this.#isInText = this.#phonetic === 0
  }

  close(name: string): void {
    if (name === 'rPh') this.#phonetic -= 1
    if (name === 't') this.#isInText = false
  }

  add(piece: string): void {
    if (this.#isInText) this.#value += piece
  }
}

function resolved(_escape: string, hex: string): string {
  return String.fromCharCode(Number.parseInt(hex, 16))
}
