# interpretation
