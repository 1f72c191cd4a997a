r"""Journals by the macros of AASTeX, which ADS writes (``journal = {\apj}``).

The list is that of https://ui.adsabs.harvard.edu/help/actions/journal-macros.
"""

JOURNALS = dict(
    line.strip().split(" ", 1)
    for line in """
    aap Astronomy and Astrophysics
    aapr Astronomy and Astrophysics Reviews
    aaps Astronomy and Astrophysics, Supplement
    actaa Acta Astronomica
    aj Astronomical Journal
    ao Applied Optics
    aplett Astrophysics Letters
    apj Astrophysical Journal
    apjl Astrophysical Journal, Letters
    apjlett Astrophysical Journal, Letters
    apjs Astrophysical Journal, Supplement
    apjsupp Astrophysical Journal, Supplement
    apspr Astrophysics Space Physics Research
    apss Astrophysics and Space Science
    araa Annual Review of Astronomy and Astrophysics
    azh Astronomicheskii Zhurnal
    baas Bulletin of the American Astronomical Society
    bac Bulletin of the Astronomical Institutes of Czechoslovakia
    bain Bulletin Astronomical Institute of the Netherlands
    caa Chinese Astronomy and Astrophysics
    cjaa Chinese Journal of Astronomy and Astrophysics
    fcp Fundamentals of Cosmic Physics
    gca Geochimica Cosmochimica Acta
    grl Geophysical Research Letters
    iaucirc IAU Circulars
    icarus Icarus
    jaavso Journal of the American Association of Variable Star Observers
    jcap Journal of Cosmology and Astroparticle Physics
    jcp Journal of Chemical Physics
    jgr Journal of Geophysical Research
    jqsrt Journal of Quantitative Spectroscopy and Radiative Transfer
    jrasc Journal of the Royal Astronomical Society of Canada
    maps Meteoritics and Planetary Science
    memras Memoirs of the Royal Astronomical Society
    memsai Memorie della Societa Astronomica Italiana
    mnras Monthly Notices of the Royal Astronomical Society
    na New Astronomy
    nar New Astronomy Review
    nat Nature
    nphysa Nuclear Physics A
    pasa Publications of the Astronomical Society of Australia
    pasj Publications of the Astronomical Society of Japan
    pasp Publications of the Astronomical Society of the Pacific
    physrep Physics Reports
    physscr Physica Scripta
    planss Planetary and Space Science
    pra Physical Review A
    prb Physical Review B
    prc Physical Review C
    prd Physical Review D
    pre Physical Review E
    prl Physical Review Letters
    procspie Proceedings of the SPIE
    psj Planetary Science Journal
    qjras Quarterly Journal of the Royal Astronomical Society
    rmxaa Revista Mexicana de Astronomia y Astrofisica
    skytel Sky and Telescope
    solphys Solar Physics
    sovast Soviet Astronomy
    ssr Space Science Reviews
    zap Zeitschrift fuer Astrophysik
    """.strip().splitlines()
)
"""Macros, without their backslash, to the names of the journals."""
