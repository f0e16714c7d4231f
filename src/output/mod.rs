//! Pages and tables to formats, and the one door out to disks.
