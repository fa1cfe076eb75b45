import { Button, Menu, Text } from '@mantine/core'
import { IconFileExport } from '@tabler/icons-react'
import type { CsvFlavour } from '#shared/csv/csv-file.ts'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import type { ExportRequest } from './export-request.ts'
import { useExport } from './use-export.tsx'

const FLAVOURS: readonly CsvFlavour[] = ['excel', 'machine']

/** A button that asks for whom the file is, then where it goes. */
export function ExportMenu(props: ExportRequest) {
  const t = useText('imports')
  const { count } = useFormats()
  const raise = useThrow()
  const { exporting, run } = useExport()
  const selected = props.kind === 'customers' ? (props.selectedIds?.length ?? 0) : 0
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" leftSection={<IconFileExport size={15} />} disabled={exporting}>
          {selected > 0 ? t('export.selected', { shown: count(selected) }) : t('export.label')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {FLAVOURS.map((flavour) => (
          <Menu.Item
            key={flavour}
            onClick={() => {
              run(props, flavour).catch(raise)
            }}
          >
            {t(`export.${flavour}`)}
            <Text fz="xs" c="dimmed">
              {flavour === 'excel' ? t('export.excelHint') : t('export.machineHint')}
            </Text>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
