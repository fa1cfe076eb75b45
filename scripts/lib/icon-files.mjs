// @ts-check

/** The kinds of image in an Apple icon by their width in pixels; some sizes stand for two kinds. */
const appleKinds = /** @type {const} */ ([
  ['ic11', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic13', 256],
  ['ic08', 256],
  ['ic14', 512],
  ['ic09', 512],
  ['ic10', 1024],
])

const windowsSizes = [16, 24, 32, 48, 64, 128, 256]

/**
 * @param {Map<number, Buffer>} images PNG files by their width in pixels
 * @returns {Buffer} an .icns file: a list of PNG files, each behind its kind and length
 */
export function appleIcon(images) {
  const parts = appleKinds.map(([kind, size]) => appleChunk(kind, image(images, size)))
  return appleChunk('icns', Buffer.concat(parts))
}

/**
 * @param {string} kind four letters
 * @param {Buffer} data
 * @returns {Buffer}
 */
function appleChunk(kind, data) {
  const head = Buffer.alloc(8)
  head.write(kind, 'latin1')
  head.writeUInt32BE(data.length + head.length, 4)
  return Buffer.concat([head, data])
}

/**
 * @param {Map<number, Buffer>} images PNG files by their width in pixels
 * @returns {Buffer} an .ico file: a directory, then the PNG files
 */
export function windowsIcon(images) {
  const pictures = windowsSizes.map((size) => image(images, size))
  const head = Buffer.alloc(6 + 16 * pictures.length)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(pictures.length, 4)
  let offset = head.length
  pictures.forEach((picture, index) => {
    const entry = 6 + 16 * index
    const size = windowsSizes[index] ?? 0
    // one byte per side, in which 256 is 0
    head.writeUInt8(size % 256, entry)
    head.writeUInt8(size % 256, entry + 1)
    head.writeUInt16LE(1, entry + 4)
    head.writeUInt16LE(32, entry + 6)
    head.writeUInt32LE(picture.length, entry + 8)
    head.writeUInt32LE(offset, entry + 12)
    offset += picture.length
  })
  return Buffer.concat([head, ...pictures])
}

/**
 * @param {Map<number, Buffer>} images
 * @param {number} size
 * @returns {Buffer}
 */
function image(images, size) {
  const found = images.get(size)
  if (found === undefined) throw new Error(`There is no image of ${size} pixels.`)
  return found
}
