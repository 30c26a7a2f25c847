export function refusal(importer: string, source: string): string | null
