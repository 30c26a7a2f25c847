"""The ledger storm: thousands of operations by eight processes while what they rely on is killed again and again."""
