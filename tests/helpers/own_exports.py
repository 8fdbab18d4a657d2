"""Small exports of the record's own, for damage to begin with."""

from __future__ import annotations

GPX = b"""<?xml version="1.0" encoding="UTF-8"?>
<gpx xmlns="http://www.topografix.com/GPX/1/1" xmlns:sw="urn:skywitness:record:1" version="1.1"
 creator="Skywitness 0.1.0"><metadata><name>Tracks</name></metadata>
<wpt lat="55.0" lon="33.5"><time>2024-03-01T12:04:10Z</time><name>fault: jump</name><extensions>
<sw:icao24>a00001</sw:icao24><sw:altitude>11250</sw:altitude><sw:fault>jump</sw:fault>
</extensions></wpt>
<trk><name>ONE11</name><extensions><sw:icao24>a00001</sw:icao24><sw:callsign>ONE11</sw:callsign>
</extensions><trkseg><trkpt lat="43.0" lon="33.0"><ele>3100.5</ele><time>2024-03-01T12:00:00Z</time>
<geoidheight>20.1</geoidheight><extensions><sw:altitude>10000</sw:altitude>
<sw:geoaltitude>10237.9</sw:geoaltitude><sw:onground>0</sw:onground></extensions></trkpt>
</trkseg></trk></gpx>"""

KML = b"""<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2"><Document>
<name>Tracks</name><Schema name="urn:skywitness:record:1" id="reports"></Schema>
<Folder id="faults-1"><name>rows with a fault</name><Placemark><name>fault: jump</name><TimeStamp>
<when>2024-03-01T12:04:10Z</when></TimeStamp><ExtendedData><Data name="icao24"><value>a00001</value>
</Data><Data name="fault"><value>jump</value></Data></ExtendedData><Point><coordinates>33.5,55.0
</coordinates></Point></Placemark></Folder>
<Placemark id="leg-1"><name>a00001 leg 1</name><ExtendedData><Data name="icao24"><value>a00001
</value></Data></ExtendedData><gx:MultiTrack><gx:Track><altitudeMode>absolute</altitudeMode>
<when>2024-03-01T12:00:00Z</when><gx:coord>33.0 43.0 3100.5</gx:coord><ExtendedData>
<SchemaData schemaUrl="#reports"><gx:SimpleArrayData name="altitude"><gx:value>10000</gx:value>
</gx:SimpleArrayData></SchemaData></ExtendedData></gx:Track></gx:MultiTrack></Placemark>
</Document></kml>"""

GEOJSON = b"""{"type":"FeatureCollection","skywitness":{"software":"Skywitness 0.1.0"},"features":[
{"type":"Feature","geometry":{"type":"Point","coordinates":[33.0,43.0,3120.6]},"properties":
{"timestamp":"2024-03-01T12:00:00Z","icao24":"a00001","altitude":10000.0,"groundspeed":180.0,
"source":"adsb_icao","file":"x.csv","row":0}},
{"type":"Feature","geometry":null,"properties":{"timestamp":"2024-03-01T12:00:05Z","icao24":"a00001",
"fault":"jump","row":1}}
]}
"""
