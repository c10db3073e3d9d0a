"""Words in and around names that are no names: titles, credentials, particles, legal forms; easy to extend."""

TITLES = frozenset(
    """
    mr mrs ms miss mx dr doctor prof professor sir dame lord lady rev reverend fr hon herr frau dipl
    diplom ing dipl-ing mag magister dott dottssa ssa avv rag geom arch sig signor signora sra srta
    don dona doña mme mlle m madame monsieur dhr mevr pan pani inz hr univ priv doz drs ir med capt
    col lt maj gen sgt cpt
    """.split()
)
SURE_TITLES = frozenset(
    """
    mr mrs ms dr prof herr frau sir sra srta mme mlle dipl mag dott
    """.split()
)
CREDENTIALS = frozenset(
    """
    phd md mba pmp cpa cfa cfp msc bsc ba ma bs ms jd esq llm llb dds dvm rn bsn msn np cissp csm
    cspo pe mpa mph meng beng ceng fca aca acca acma cgma cipd fcipd mrics frics shrm shrmcp shrmscp
    phr sphr gphr itil acp pmiacp cma cism cisa crisc dba edd edm mfa bfa dipl ing psyd lcsw lpc
    ccie ccna ccnp aws safe spc rte cscp cpim cams cia cfe frm caia eit leed ap aia faia pg ra cbap
    ecba prince2 togaf sixsigma lssbb lssgb dphil mphil mscba mres med msw mls bcom mcom bba emba
    llc mcips fcips fcca fciob ciob obe mbe cbe frs fba ret usn usaf usmc
    """.split()
)
PARTICLES = frozenset(
    """
    van von vom zu zum zur de del della dello delle dei degli di da das dos du des la le les lo el
    bin bint ibn abu af av den der ter ten te tot 't dal dalla santa st saint mac mc und
    """.split()
)
LEGAL_FORMS = frozenset(
    """
    gmbh mbh ag kg ohg ug ev inc llc llp ltd limited corp corporation co company plc sarl sas sa spa
    srl bv nv oy ab as aps pty group holding holdings gruppe the and und
    """.split()
)
