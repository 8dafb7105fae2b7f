package org.mailuo.hospitals;

import java.time.LocalDate;

/**
 * A hospital to be registered.
 *
 * @param code short and unique in the station, such as {@code H01}
 * @param licenceNo number of its licence to practise
 * @param contractUntil last day on which it may order
 */
public record NewHospital(String code, String nameZh, String nameEn, String licenceNo, LocalDate contractUntil) {}
