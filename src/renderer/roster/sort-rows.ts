/** The sort keys of rows as bytes: `bytes` holds them one after the other, each ended by 0; `starts` is by row. */
export interface KeyBytes {
  readonly bytes: Uint8Array
  readonly starts: Uint32Array
}

/** Groups up to this size are sorted natively: their places fit into 16 bits beside 6 bytes of the key. */
const NATIVE = 1 << 16
const INSERTION = 16
/** Rows handled between two chances to stop. */
const SLICE = 20_000

/**
 * Sorts rows by their keys, byte by byte, keeping the order of equal ones. Six bytes of each key and the row's place go
 * into one 64-bit number, which typed arrays sort natively many times faster than a comparison function would; runs of
 * equal numbers are sorted on by the next six bytes. Yields now and then so that it can be done in slices.
 */
export function* sortRows(rows: Uint32Array, keys: KeyBytes): Generator<undefined, void, undefined> {
  const { bytes, starts } = keys
  const scratch = new Uint32Array(rows.length)
  const packed = new BigUint64Array(Math.min(rows.length, NATIVE))
  const words = new Uint32Array(packed.buffer)
  const groups: number[] = [0, rows.length, 0]
  let done = 0

  while (groups.length > 0) {
    const depth = groups.pop() ?? 0
    const to = groups.pop() ?? 0
    const from = groups.pop() ?? 0
    const size = to - from
    if (size < 2) continue
    if (size <= INSERTION) insertionSort(rows, from, to, depth, keys)
    else if (size > NATIVE) byteSort(from, to, depth)
    else nativeSort(from, to, depth)
    done += size
    if (done >= SLICE) {
      done = 0
      yield undefined
    }
  }

  /** One byte at a time, for groups too large for the native sort. */
  function byteSort(from: number, to: number, depth: number): void {
    const counts = new Uint32Array(257)
    for (let at = from; at < to; at += 1) {
      const byte = bytes[(starts[rows[at] ?? 0] ?? 0) + depth] ?? 0
      counts[byte + 1] = (counts[byte + 1] ?? 0) + 1
    }
    for (let byte = 0; byte < 256; byte += 1) {
      const start = counts[byte] ?? 0
      const size = counts[byte + 1] ?? 0
      counts[byte + 1] = start + size
      // Byte 0 is the end of a key: what has it is equal.
      if (byte > 0 && size > 1) groups.push(from + start, from + start + size, depth + 1)
    }
    scratch.set(rows.subarray(from, to))
    for (let at = 0; at < to - from; at += 1) {
      const row = scratch[at] ?? 0
      const byte = bytes[(starts[row] ?? 0) + depth] ?? 0
      const place = counts[byte] ?? 0
      rows[from + place] = row
      counts[byte] = place + 1
    }
  }

  function nativeSort(from: number, to: number, depth: number): void {
    const size = to - from
    for (let at = 0; at < size; at += 1) {
      let byteAt = (starts[rows[from + at] ?? 0] ?? 0) + depth
      let high = 0
      let low = 0
      for (let place = 0; place < 6; place += 1) {
        const byte = bytes[byteAt] ?? 0
        if (byte === 0) break
        byteAt += 1
        if (place < 4) high |= byte << (24 - 8 * place)
        else low |= byte << (56 - 8 * place)
      }
      words[2 * at] = low | at
      words[2 * at + 1] = high
    }
    packed.subarray(0, size).sort()
    scratch.set(rows.subarray(from, to))
    let runStart = 0
    for (let at = 0; at < size; at += 1) {
      rows[from + at] = scratch[(words[2 * at] ?? 0) & 0xffff] ?? 0
      const last = at === size - 1
      const sameAsNext =
        !last &&
        words[2 * at + 1] === words[2 * at + 3] &&
        (words[2 * at] ?? 0) >>> 16 === (words[2 * at + 2] ?? 0) >>> 16
      if (sameAsNext) continue
      // The last of the six bytes is 0 where the keys have ended.
      const goesOn = (((words[2 * at] ?? 0) >>> 16) & 0xff) !== 0
      if (goesOn && at > runStart) groups.push(from + runStart, from + at + 1, depth + 6)
      runStart = at + 1
    }
  }
}

function insertionSort(rows: Uint32Array, from: number, to: number, depth: number, keys: KeyBytes): void {
  for (let at = from + 1; at < to; at += 1) {
    const row = rows[at] ?? 0
    let place = at
    while (place > from && compareKeys(rows[place - 1] ?? 0, row, depth, keys) > 0) {
      rows[place] = rows[place - 1] ?? 0
      place -= 1
    }
    rows[place] = row
  }
}

function compareKeys(a: number, b: number, depth: number, { bytes, starts }: KeyBytes): number {
  let atA = (starts[a] ?? 0) + depth
  let atB = (starts[b] ?? 0) + depth
  for (;;) {
    const byteA = bytes[atA] ?? 0
    const difference = byteA - (bytes[atB] ?? 0)
    if (difference !== 0 || byteA === 0) return difference
    atA += 1
    atB += 1
  }
}
