"""What is handed over beside the dossier: findings, rows, pictures, packs."""
