// @ts-check
// `node scripts/icons.mjs`: draws the icons of all systems anew from resources/icon.svg. Their files are committed.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { appleIcon, windowsIcon } from './lib/icon-files.mjs'
import { prepareElectron, prepareTools } from './lib/prepare.mjs'
import { projectRoot } from './lib/project-root.mjs'
import { electronSwitches } from './lib/renderer-sandbox.mjs'
import { runScript, step } from './lib/step.mjs'

const sizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024]
const resources = join(projectRoot, 'resources')

await runScript(async () => {
  await prepareTools()
  const { electron, env } = await prepareElectron()
  await step('Icons', async () => {
    const images = await drawImages(electron.executablePath, env)
    mkdirSync(join(resources, 'icons'), { recursive: true })
    for (const [size, png] of images) {
      if (size <= 512) writeFileSync(join(resources, 'icons', `${size}x${size}.png`), png)
    }
    writeFileSync(join(resources, 'icon.ico'), windowsIcon(images))
    writeFileSync(join(resources, 'icon.icns'), appleIcon(images))
    return { value: undefined, detail: `drawn into ${resources}` }
  })
  return 0
})

/**
 * Lets Chromium draw the picture in every size.
 * @param {string} executablePath
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<Map<number, Buffer>>} PNG files by their width in pixels
 */
async function drawImages(executablePath, env) {
  const { _electron } = await import('playwright')
  const svg = readFileSync(join(resources, 'icon.svg'), 'utf8')
  const app = await _electron.launch({
    executablePath,
    args: [...electronSwitches, join(projectRoot, 'scripts', 'icons')],
    env: /** @type {Record<string, string>} */ (env),
  })
  try {
    const page = await app.firstWindow()
    /** @type {Map<number, Buffer>} */
    const images = new Map()
    for (const size of sizes) {
      const url = await page.evaluate(drawImage, { svg, size })
      images.set(size, Buffer.from(url.slice(url.indexOf(',') + 1), 'base64'))
    }
    return images
  } finally {
    await app.close()
  }
}

/**
 * Runs in the page.
 * @param {{ svg: string, size: number }} picture
 * @returns {Promise<string>} a data address with a PNG
 */
async function drawImage({ svg, size }) {
  const image = new Image()
  image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = size
  canvas.getContext('2d')?.drawImage(image, 0, 0, size, size)
  return canvas.toDataURL('image/png')
}
