import { defaultSettings, settingsSchema, type Settings } from '#shared/domain/settings.ts'
import { JsonFile } from '#main/files/json-file.ts'

/** The user's settings, in memory and in `settings.json` of the data folder. */
export class SettingsStore {
  /** True where the file was damaged: it was kept under another name, and these are the settings of a first start. */
  readonly wasDamaged: boolean
  readonly #file: JsonFile<Settings>
  #settings: Settings

  private constructor(file: JsonFile<Settings>, settings: Settings, wasDamaged: boolean) {
    this.wasDamaged = wasDamaged
    this.#file = file
    this.#settings = settings
  }

  /** Reads the settings at `path`; absent or damaged ones become the defaults (a damaged file is kept aside). */
  static async open(path: string): Promise<SettingsStore> {
    const file = new JsonFile(path, settingsSchema)
    const read = await file.read()
    const settings = read.state === 'read' ? read.value : defaultSettings('')
    return new SettingsStore(file, settings, await file.keepAside())
  }

  /** The settings as they are now. */
  get(): Settings {
    return this.#settings
  }

  /** Changes some settings; resolves once they are on disk. */
  async update(change: Partial<Settings>): Promise<Settings> {
    this.#settings = { ...this.#settings, ...change }
    await this.#file.write(this.#settings)
    return this.#settings
  }
}
