"""What is handed over beside the dossier: the same findings in forms that others read."""

CLAIMREVIEW, PROV = "claimreview.json", "prov.json"
GEOJSON, KML = "regions.geojson", "regions.kml"
#: What is written, in this order, and what it is.
EXPORTS = {
    CLAIMREVIEW: "Reviews of the claims as schema.org ClaimReview, without a rating",
    PROV: "Provenance from sources to verdicts as W3C PROV-JSON",
    GEOJSON: "Regions, witnesses and moments as GeoJSON",
    KML: "Regions and witnesses as KML",
}
